using System.Text.Json;
using ComplianceConsole.Domain;
using NodaTime;
using NodaTime.Text;

namespace ComplianceConsole.Features.Registers.Template;

/// <summary>A legal ground of the template. Policy 3.1.</summary>
public sealed record TemplateGround(string Code, LocalText Title);

/// <summary>A purpose of the template with the ground it rests on. Policy 3.2.</summary>
public sealed record TemplatePurpose(string Code, string Ground, LocalText Title);

/// <summary>A field of the template with the purposes that need it; none makes it excess. Policy 5, 6.1.</summary>
public sealed record TemplateField(string Code, IReadOnlyList<string> Purposes, LocalText Period);

/// <summary>A policy version of the template. Policy 10.2.</summary>
/// <param name="Code">Its name: <c>2025-03</c>.</param>
/// <param name="Posted">The day it was posted; in force from the beginning of it, in Almaty.</param>
/// <param name="Text">One clause a line, with places for the organisation's own name and addresses.</param>
public sealed record TemplateVersion(string Code, LocalDate Posted, LocalText Text);

/// <summary>What the console offers an organisation that begins: the registers of its policy, ready to be edited.</summary>
/// <param name="Grounds">In order.</param>
/// <param name="Purposes">In order.</param>
/// <param name="Fields">In the order of clause 5.</param>
/// <param name="Versions">Oldest first.</param>
public sealed record PolicyTemplate(
    IReadOnlyList<TemplateGround> Grounds,
    IReadOnlyList<TemplatePurpose> Purposes,
    IReadOnlyList<TemplateField> Fields,
    IReadOnlyList<TemplateVersion> Versions)
{
    private static readonly string[] VersionFiles = ["policy-2023-01", "policy-2024-06", "policy-2025-03"];

    /// <summary>Reads the template that travels inside the assembly.</summary>
    public static PolicyTemplate Load()
    {
        var registers = TemplateFile.Read<RegistersFile>("registers");
        return new PolicyTemplate(
            registers.Grounds,
            registers.Purposes,
            registers.Fields,
            [.. VersionFiles.Select(file => ToVersion(TemplateFile.Read<VersionFile>(file)))]);
    }

    /// <summary>A text of the template with the organisation's own name and addresses in their places.</summary>
    public static LocalText Fill(LocalText text, LocalText name, LocalText address, string email, string? website) =>
        new(
            Fill(text.En, name.En, address.En, email, website),
            Fill(text.Ru, name.Ru, address.Ru, email, website),
            Fill(text.Kk, name.Kk, address.Kk, email, website));

    private static string Fill(string text, string name, string address, string email, string? website) =>
        text.Replace("{organisation}", name, StringComparison.Ordinal)
            .Replace("{address}", address, StringComparison.Ordinal)
            .Replace("{email}", email, StringComparison.Ordinal)
            .Replace("{website}", string.IsNullOrEmpty(website) ? email.Split('@')[^1] : website, StringComparison.Ordinal);

    private static TemplateVersion ToVersion(VersionFile file) =>
        new(
            file.Code,
            LocalDatePattern.Iso.Parse(file.Posted).Value,
            new LocalText(Join(file.Text.En), Join(file.Text.Ru), Join(file.Text.Kk)));

    private static string Join(IReadOnlyList<string> lines) => string.Join('\n', lines);

    private sealed record RegistersFile(
        IReadOnlyList<TemplateGround> Grounds,
        IReadOnlyList<TemplatePurpose> Purposes,
        IReadOnlyList<TemplateField> Fields);

    private sealed record VersionFile(string Code, string Posted, LinesFile Text);

    private sealed record LinesFile(IReadOnlyList<string> En, IReadOnlyList<string> Ru, IReadOnlyList<string> Kk);
}

/// <summary>The files of the template inside the assembly.</summary>
internal static class TemplateFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    /// <summary>Reads one of them.</summary>
    /// <param name="name">Its name without folder and extension.</param>
    public static T Read<T>(string name)
    {
        using var stream =
            typeof(TemplateFile).Assembly.GetManifestResourceStream($"template/{name}.json")
            ?? throw new InvalidOperationException($"The template's file '{name}' is not in the assembly.");
        return JsonSerializer.Deserialize<T>(stream, Options)
            ?? throw new InvalidOperationException($"The template's file '{name}' is empty.");
    }
}
