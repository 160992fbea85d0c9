using System.Text;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Blocking;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Storage.Destruction;

/// <summary>What tests of destruction share: a person with values that can be looked for in every byte of the stores.</summary>
internal static class DestructionStores
{
    public const string LastName = "Қожахметова";
    public const string Email = "kozhakhmetova@example.kz";

    public static readonly string[] Values = [LastName, "Гүлнара", Email, "+77010000001", "Kozhakhmetova LLP"];

    public static Destructions Destructions(this TestStores stores) => stores.Services.GetRequiredService<Destructions>();

    public static Task<SubjectId> AddGulnaraAsync(this TestStores stores) =>
        stores.AddSubjectAsync(
            (FieldCode.LastName, LastName),
            (FieldCode.FirstName, Values[1]),
            (FieldCode.Email, Email),
            (FieldCode.Phone, Values[3]),
            (FieldCode.Organization, Values[4]));

    public static Task<Result<Done>> DecideAsync(this TestStores stores, SubjectId subject, DestructionOrder? order = null) =>
        stores.Operation.ChangeAsync<Done>(
            Actors.Dpo,
            Right.DestroySubject,
            "test.destroy",
            scope =>
            {
                scope.BeginDestruction(scope.Find(subject)!, order ?? new DestructionOrder("9.7", RequestId: null, DutyId: null));
                return default(Done);
            },
            CancellationToken.None);

    public static Task<Result<Done>> BlockAsync(this TestStores stores, SubjectId subject) =>
        stores.Operation.ChangeAsync<Done>(
            Actors.Dpo,
            Right.BlockSubject,
            "test.block",
            scope =>
            {
                var row = scope.Find(subject)!;
                (row.State, row.BlockedAt, row.BlockedBy) = (SubjectState.Blocked, scope.Now, scope.Actor.Id);
                scope.WriteBlock(row, BlockEventKind.Blocked, "A complaint");
                scope.Record(ProcessingAction.Blocking, "2.1(7)", subject);
                return default(Done);
            },
            CancellationToken.None);

    public static Task<StoreVerification> VerifyAsync(this TestStores stores) =>
        stores.Services.GetRequiredService<StoreVerifier>().VerifyAsync(progress: null, CancellationToken.None);

    public static SubjectState State(this TestStores stores, SubjectId subject) =>
        (SubjectState)TestStores.Sql(stores.Files.Records, $"SELECT State FROM Subjects WHERE Id = {subject.Number}");

    public static IReadOnlyList<long> Search(this TestStores stores, string text) =>
        [.. stores.Services.GetRequiredService<SearchIndex>().Query(new SearchQuery(text)).Hits.Select(hit => hit.SubjectId)];

    /// <summary>The files that hold a value in the clear, as UTF-8 or UTF-16.</summary>
    public static IReadOnlyList<string> FilesWith(this TestStores stores, params ReadOnlySpan<string> values)
    {
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(stores.Directory, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            foreach (var value in values)
            {
                foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode])
                {
                    if (bytes.AsSpan().IndexOf(encoding.GetBytes(value)) >= 0)
                    {
                        found.Add(Path.GetFileName(file));
                    }
                }
            }
        }

        return found;
    }

    /// <summary>The bytes of a file with its log.</summary>
    public static byte[] BytesOf(string file) => [.. File.Exists(file) ? Read(file) : [], .. File.Exists(file + "-wal") ? Read(file + "-wal") : []];

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
