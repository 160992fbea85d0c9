using System.Globalization;
using ComplianceConsole.Domain.Incidents;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Storage.Incidents;

/// <summary>Seals and opens what incidents say, under the organisation's key: it may name people, and outlives each of them. Policy 7.1.</summary>
public static class ScopeIncidents
{
    /// <summary>The number under which people know an incident.</summary>
    public static IncidentNumber NumberOf(this IncidentRow row) => new(row.Year, row.Serial);

    /// <summary>Seals what an incident of a number says.</summary>
    public static byte[] SealIncident(this OperationScope scope, IncidentNumber number, IncidentDetails details) =>
        Cipher.Seal(
            scope.Cipher(KeyHolder.Organisation, Keyring.Organisation),
            KeyHolder.Organisation,
            Keyring.Organisation,
            PlaceOf(number),
            VaultJson.Write(details));

    /// <summary>Opens it. The caller records the use.</summary>
    public static IncidentDetails OpenIncident(this OperationScope scope, IncidentRow row) =>
        VaultJson.Read<IncidentDetails>(
            Cipher.Open(
                scope.Cipher(KeyHolder.Organisation, Keyring.Organisation),
                KeyHolder.Organisation,
                Keyring.Organisation,
                PlaceOf(row.NumberOf()),
                row.Details));

    private static Place PlaceOf(IncidentNumber number) =>
        new(nameof(IncidentRow), string.Create(CultureInfo.InvariantCulture, $"{number.Year}/{number.Serial}"), nameof(IncidentRow.Details));
}
