using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Destruction;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Destruction;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Vault;
using ComplianceConsole.Tests.Features.Requests;
using ComplianceConsole.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ComplianceConsole.Tests.Storage.Destruction;

/// <summary>
/// What the last step of a destruction leaves of a subject of whom every table has a row: what the plan says is kept, and nothing else. A table that
/// is added and names a subject fails here until it is decided which of the two it is.
/// </summary>
public sealed class NothingLeftTests
{
    private const string Rows =
        """
        INSERT INTO ProfileChanges (SubjectId, Sequence, At, Source, ActorId, ActorName, Details) VALUES (1, 101, 0, 0, 'a', 'A', {sealed});
        INSERT INTO ConsentEvents (SubjectId, Sequence, At, Act, Kind, PolicyVersion, Channel, Purposes, Proof) VALUES (1, 102, 0, 0, 0, '2025-03', 0, '', {sealed});
        INSERT INTO Recipients (Id, Name, Country, Email, Address, Language, Ground, ContractNumber, Purposes, Fields, CreatedAt, Version)
            VALUES (1, 'R', 'KZ', '', '', 'en', '3.1.1', '', '', '', 0, 0);
        INSERT INTO Transfers (SubjectId, Sequence, RecipientId, At, Purpose, Fields, ActorId, ActorName) VALUES (1, 104, 1, 0, '3.2.1', 'email', 'a', 'A');
        INSERT INTO Requests (Id, Year, Serial, Kind, Applicant, Channel, IdentityCheck, Stage, SubjectId, Language, ReceivedAt, RegisteredAt, RegisteredBy, Version, Details)
            VALUES (1, 2026, 1, 0, 0, 1, 0, 0, 1, 'en', 0, 0, 'A', 0, x'00');
        INSERT INTO RequestDocuments (RequestId, Sequence, Kind, ReceivedAt, AddedAt, AddedBy, SubjectId, ContentType, Size, Name, Content)
            VALUES (1, 1, 0, 0, 0, 'A', 1, 'application/pdf', 1, {sealed}, {sealed});
        INSERT INTO Reports (RequestId, Sequence, Kind, Language, PreparedAt, PreparedBy, Content, Digest, Pages)
            VALUES (1, 1, 'disclosure', 'en', 0, 'A', {sealed}, x'00', 1);
        INSERT INTO Duties (Id, RequestId, SubjectId, AfterId, Kind, Clause, TriggerAt, Term, DueDay, TargetDay, DueBefore, Provisional)
            VALUES (1, NULL, 1, NULL, 'destroy-after-purpose', '9.7', 0, '15d', '2026-12-05', '2026-12-04', 0, 0);
        INSERT INTO Notices (Id, Template, State, Channel, Language, RequestId, SubjectId, QueuedAt, QueuedBy, MessageId, Attempts, Version)
            VALUES (1, 'answer', 1, 1, 'en', 1, 1, 0, 'A', 'm', 0, 0);
        INSERT INTO LegalHolds (SubjectId, Number, Kind, Basis, SetAt, SetById, SetByName, LiftedAt) VALUES (1, 1, 0, {sealed}, 0, 'a', 'A', 5);
        INSERT INTO DestructionProposals (SubjectId, Number, State, Clause, ReleasesBlock, SubjectRevision, ProposedAt, ProposedById, ProposedByName, Reason)
            VALUES (1, 1, 1, '9.7', 0, 0, 0, 'a', 'A', {sealed});
        INSERT INTO TangibleCopies (SubjectId, Number, Kind, NotedAt, NotedById, NotedByName) VALUES (1, 1, 0, 0, 'a', 'A');
        """;

    /// <summary>What stays by itself: the number, what was asked and told and when, what is still to be destroyed by hand, and that it was destroyed.</summary>
    private static readonly string[] s_kept = ["Subjects", "Requests", "Duties", "Notices", "Destructions", "TangibleCopies", "LedgerSubjects"];

    [Theory]
    [InlineData(SubjectState.Destroyed)]
    [InlineData(SubjectState.Depersonalised)]
    public async Task Nothing_is_left_of_a_subject_of_whom_every_table_has_a_row_but_what_is_said_to_be_kept(SubjectState end)
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.Stores.AddGulnaraAsync();
        Assert.Equal(1, subject.Number);
        await FillAsync(desk, subject);
        await DecideAsync(desk, subject, end);

        var before = await CountAsync(desk, subject);
        Assert.All(before, table => Assert.True(table.Value > 0, $"{table.Key} has no row of the subject."));
        Assert.NotEmpty(await SealedForAsync(desk, subject));
        Assert.NotNull(await desk.Stores.Destructions().TryFinishAsync(subject, CancellationToken.None));

        var after = await CountAsync(desk, subject);
        Assert.Equal(s_kept.Order(StringComparer.Ordinal), after.Where(table => table.Value > 0).Select(table => table.Key).Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Equal(end, desk.Stores.State(subject));

        // Of what is kept nothing stands under the subject's key but details of entries, which the ledger's tree holds.
        Assert.All(await SealedForAsync(desk, subject), column => Assert.Equal("LedgerEntries.Details", column));
    }

    private static async Task DecideAsync(RequestDesk desk, SubjectId subject, SubjectState end) =>
        Assert.True((await desk.Stores.Operation.ChangeAsync<Done>(
            Actors.Dpo,
            Right.DestroySubject,
            "test.destroy",
            scope =>
            {
                var destruction = scope.BeginDestruction(scope.Find(subject)!, new DestructionOrder("9.7", RequestId: null, DutyId: null));
                if (end == SubjectState.Depersonalised)
                {
                    destruction.Note(new RemainsFacts());
                }

                return default(Done);
            },
            CancellationToken.None)).IsDone);

    private static async Task FillAsync(RequestDesk desk, SubjectId subject)
    {
        TestStores.WritesPast(desk.Stores.Files.Records);
        using var key = desk.Get<Keyring>().Require(KeyHolder.Subject, subject.Number);
        var bytes = Cipher.Seal(key, KeyHolder.Subject, subject.Number, new Place("Any", "", "Any"), "Somebody"u8);
        await RunAsync(desk, Rows.Replace("{sealed}", $"x'{Convert.ToHexString(bytes)}'", StringComparison.Ordinal));
    }

    private static async Task RunAsync(RequestDesk desk, string sql)
    {
        await using var db = await ContextAsync(desk);
        await db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal), TestContext.Current.CancellationToken);
    }

    // By the model: also a table that did not exist when this was written.
    private static async Task<IReadOnlyDictionary<string, long>> CountAsync(RequestDesk desk, SubjectId subject)
    {
        await using var db = await ContextAsync(desk);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var type in db.Model.GetEntityTypes())
        {
            var column = type.ClrType == typeof(SubjectRow) ? nameof(SubjectRow.Id) : type.FindProperty("SubjectId")?.GetColumnName();
            var where = type.ClrType == typeof(ReportRow) ? "RequestId IN (SELECT Id FROM Requests WHERE SubjectId = {0})" : column is null ? null : $"\"{column}\" = {{0}}";
            if (where is not null && type.GetTableName() is { } table)
            {
                counts[table] = TestStores.Sql(
                    desk.Stores.Files.Records,
                    string.Format(System.Globalization.CultureInfo.InvariantCulture, $"SELECT COUNT(*) FROM \"{table}\" WHERE {where}", subject.Number));
            }
        }

        return counts;
    }

    // The columns in which anything is sealed under the subject's key, whatever table it is.
    private static async Task<IReadOnlyList<string>> SealedForAsync(RequestDesk desk, SubjectId subject)
    {
        await using var db = await ContextAsync(desk);
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var found = new List<string>();
        foreach (var type in db.Model.GetEntityTypes().Where(type => type.GetTableName() is not null))
        {
            foreach (var column in type.GetProperties().Where(property => property.ClrType == typeof(byte[])).Select(property => property.GetColumnName()))
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = $"SELECT \"{column}\" FROM \"{type.GetTableName()}\" WHERE length(\"{column}\") >= {Cipher.Overhead}";
                await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
                while (await rows.ReadAsync(TestContext.Current.CancellationToken))
                {
                    if (IsSealedFor((byte[])rows[0], subject))
                    {
                        found.Add($"{type.GetTableName()}.{column}");
                    }
                }
            }
        }

        return found;
    }

    private static bool IsSealedFor(byte[] bytes, SubjectId subject) =>
        bytes[..4] is [1, 0, 0, 1] && Cipher.HolderOf(bytes) == (KeyHolder.Subject, subject.Number);

    private static Task<RecordsContext> ContextAsync(RequestDesk desk) =>
        desk.Get<IDbContextFactory<RecordsContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
}
