using System.Text.Json;
using ComplianceConsole.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Storage;

/// <summary>How Domain's types stand in a column, in one place for all contexts.</summary>
internal static class Conversions
{
    /// <summary>Registers the conversions of a context.</summary>
    public static void Apply(ModelConfigurationBuilder builder)
    {
        // Ticks order as numbers, and come back without the "Unspecified" kind SQLite gives a date-time.
        builder.Properties<Instant>().HaveConversion<InstantConverter>();
        builder.Properties<LocalDate>().HaveConversion<LocalDateConverter>();
        builder.Properties<LocalText>().HaveConversion<LocalTextConverter>();
    }

    private sealed class InstantConverter()
        : ValueConverter<Instant, long>(value => value.ToUnixTimeTicks(), ticks => Instant.FromUnixTimeTicks(ticks));

    private sealed class LocalDateConverter()
        : ValueConverter<LocalDate, string>(
            value => LocalDatePattern.Iso.Format(value),
            text => LocalDatePattern.Iso.Parse(text).Value);

    private sealed class LocalTextConverter()
        : ValueConverter<LocalText, string>(
            value => JsonSerializer.Serialize(value, JsonSerializerOptions.Default),
            text => JsonSerializer.Deserialize<LocalText>(text, JsonSerializerOptions.Default)!);
}
