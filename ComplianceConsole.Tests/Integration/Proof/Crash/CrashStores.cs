using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.Logging;

namespace ComplianceConsole.Tests.Integration.Proof.Crash;

/// <summary>
/// Stores with a keyring of as many subjects as asked for, each with a key and three identifiers but without records, two live copies and two places
/// of the root key.
/// </summary>
internal static class CrashStores
{
    private const int Part = 20_000;

    public static string DataIn(string folder) => Path.Combine(folder, "data");

    public static string PlaceIn(string folder) => Path.Combine(folder, "place");

    public static string[] CopiesIn(string folder) => [Path.Combine(folder, "copy-1"), Path.Combine(folder, "copy-2")];

    /// <summary>The keyring's file and those of its copies.</summary>
    public static string[] KeyringsIn(string folder) =>
        [.. ((string[])[DataIn(folder), .. CopiesIn(folder)]).Select(directory => Path.Combine(directory, "keys.db"))];

    public static Task<TestStores> OpenAsync(string folder)
    {
        Array.ForEach([PlaceIn(folder), .. CopiesIn(folder)], directory => Directory.CreateDirectory(directory));
        return TestStores.OpenAsync(DataIn(folder), more: null, CopiesIn(folder), [Path.Combine(PlaceIn(folder), "root.key")]);
    }

    /// <summary>The phone of somebody of whom there is no record.</summary>
    public static string PhoneOf(long id) => $"+7{id:D10}";

    /// <summary>Enters so many.</summary>
    public static void Fill(TestStores stores, int keys)
    {
        for (var made = 0; made < keys; made += Part)
        {
            Make(stores, Math.Min(Part, keys - made));
        }
    }

    /// <summary>Enters some in one change.</summary>
    /// <returns>The last one's number.</returns>
    public static long Make(TestStores stores, int count)
    {
        using var change = stores.Keyring.BeginChange();
        var last = 0L;
        for (var i = 0; i < count; i++)
        {
            var holder = change.Create(KeyHolder.Subject);
            holder.Cipher.Dispose();
            last = holder.Id;
            Assert.Null(change.Reserve(IdentifierKind.ExternalId, $"u-{last:D9}", last, pending: false));
            Assert.Null(change.Reserve(IdentifierKind.Email, $"u{last:D9}@example.kz", last, pending: false));
            Assert.Null(change.Reserve(IdentifierKind.Phone, PhoneOf(last), last, pending: false));
        }

        change.Commit();
        return last;
    }
}
