using System.Globalization;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Depersonalisation;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Destruction.Depersonalisation;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Tests.Features.Requests;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Tests.Features.Destruction.Depersonalisation;

/// <summary>What tests of depersonalisation ask of the desk of requests: people of two kinds whose purpose has ended.</summary>
internal static class DepersonalisationDesk
{
    /// <summary>One of the two kinds of people: they differ in all that is kept, and their values are as long.</summary>
    public static readonly (string Address, string Activity, string Type) InAlmaty = ("Almaty", "Retail trade", "enterprise");

    /// <summary>The other kind.</summary>
    public static readonly (string Address, string Activity, string Type) InAstana = ("Astana", "Construction", "it-company");

    public static readonly Traits TraitsInAlmaty = new(City.Almaty, 2026, ActivityGroup.Trade, UserType.Enterprise);

    public static readonly Traits TraitsInAstana = new(City.Astana, 2026, ActivityGroup.Construction, UserType.ItCompany);

    public static async Task<SubjectId> AddAsync(this RequestDesk desk, (string Address, string Activity, string Type) kind, bool isOwed = true)
    {
        var subject = await desk.Stores.AddSubjectAsync(
            (FieldCode.LastName, "Bolatov"),
            (FieldCode.LegalAddress, kind.Address),
            (FieldCode.Activity, kind.Activity),
            (FieldCode.UserType, kind.Type));
        if (isOwed)
        {
            await desk.OweAsync(subject);
        }

        return subject;
    }

    /// <summary>People of both kinds in turn.</summary>
    public static async Task<IReadOnlyList<SubjectId>> AddGroupAsync(this RequestDesk desk, int count, bool isSwapped = false)
    {
        var subjects = new List<SubjectId>();
        for (var i = 0; i < count; i++)
        {
            subjects.Add(await desk.AddAsync((i % 2 == 0) != isSwapped ? InAlmaty : InAstana));
        }

        return subjects;
    }

    public static DepersonaliseCommand Command(IReadOnlyList<SubjectId> subjects) =>
        new(subjects, subjects.Count.ToString(CultureInfo.InvariantCulture), IsGateChecked: true) { Language = "ru" };

    public static Task<Result<DepersonalisationMade>> DepersonaliseAsync(
        this RequestDesk desk, IReadOnlyList<SubjectId> subjects, Actor? actor = null) =>
        desk.Get<Depersonalise>().HandleAsync(actor ?? Shared.Actors.Dpo, Command(subjects), CancellationToken.None);

    public static Task<List<RemainderRow>> RemaindersAsync(this RequestDesk desk) => desk.ReadAsync(db => db.Remainders.AsNoTracking().ToListAsync());
}
