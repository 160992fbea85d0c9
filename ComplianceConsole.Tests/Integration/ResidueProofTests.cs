using ComplianceConsole.Commands.Residue;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Settings;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Backup;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Tests.Intake;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Integration;

/// <summary>A hundred of a thousand are destroyed: of these nothing is in any file, backup or copy, and the other nine hundred open.</summary>
public sealed class ResidueProofTests
{
    private const int All = 1_000;
    private const int Gone = 100;

    [Fact]
    public async Task Of_the_destroyed_nothing_is_left_and_the_others_open()
    {
        using var copies = new Tests.Storage.Backup.Copies();
        await using var stores = await Imports.OpenAsync(
            copies.Data, services => services.AddSingleton(new KeyringSettings { Copies = [copies.One] }).AddKeyringCopies([copies.One]));
        var rows = Enumerable.Range(0, All).Select(number => Imports.Row(
            $"user-{number:D5}",
            ("last_name", $"Фамильев{number:D5}"),
            ("first_name", $"Имярек{number:D5}"),
            ("email", $"mail-{number:D5}@example.kz"),
            ("phone", $"+7701{number:D7}")));
        Assert.Equal(All, (await Imports.ImportAsync(stores, Imports.File([.. rows]))).Result.Added);
        await stores.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);
        await TakeAsync(stores, copies.Backup("before"));
        var doomed = Enumerable.Range(0, Gone).Select(number => number * 7).ToList();

        // What it is all about is there before: the values open with the keys, and keys and ciphertexts stand in the files as bytes.
        var held = SecretsOf(stores, doomed.ConvertAll(number => SubjectOf(stores, number)!.Value));
        Assert.Equal(2 * Gone, CountIn(copies, held));
        foreach (var number in doomed)
        {
            Assert.Equal($"Фамильев{number:D5}", (await stores.ReadAsync(Actors.Dpo, SubjectOf(stores, number)!.Value)).Value[FieldCode.LastName]);
        }

        foreach (var number in doomed)
        {
            var subject = SubjectOf(stores, number)!.Value;
            Assert.True((await stores.DecideAsync(subject)).IsDone);
            Assert.NotNull(await stores.Destructions().TryFinishAsync(subject, CancellationToken.None));
        }

        Assert.True(await stores.Services.GetRequiredService<SearchMaintenance>().RenewWhereDueAsync(CancellationToken.None));
        Tests.Storage.Backup.Copies.Ship(stores);
        await TakeAsync(stores, copies.Backup("after"));

        var values = doomed.SelectMany(number => new[]
        {
            $"Фамильев{number:D5}", $"Имярек{number:D5}", $"mail-{number:D5}@example.kz", $"+7701{number:D7}", $"user-{number:D5}",
        });
        var hits = new List<ResidueHit>();
        var looked = new ResidueSearch(ResiduePatterns.Of(values), hits.Add)
            .Run([copies.Folder], new HashSet<string>(StringComparer.Ordinal), TestContext.Current.CancellationToken);
        Assert.Empty(hits);
        Assert.Empty(looked.Unread);
        Assert.True(looked.Files > 8, $"{looked.Files} files");
        foreach (var number in Enumerable.Range(0, All).Except(doomed))
        {
            var profile = await stores.ReadAsync(Actors.Dpo, SubjectOf(stores, number)!.Value);
            Assert.Equal($"Фамильев{number:D5}", profile.Value[FieldCode.LastName]);
        }

        Assert.All(doomed, number => Assert.Null(SubjectOf(stores, number)));

        // Neither a wrapped key nor a ciphertext of the hundred is left where the console lives; of the others all are.
        Assert.Equal(0, CountIn(copies, held));
        var living = Enumerable.Range(0, All).Except(doomed).Take(Gone).Select(number => SubjectOf(stores, number)!.Value).ToList();
        Assert.Equal(2 * Gone, CountIn(copies, SecretsOf(stores, living)));
    }

    // A wrapped key and a ciphertext each, by what no two have in common.
    private static List<byte[]> SecretsOf(TestStores stores, IReadOnlyList<SubjectId> subjects)
    {
        var numbers = string.Join(',', subjects.Select(subject => subject.Number));
        return
        [
            .. Read(stores.Files.Keyring, $"SELECT WrappedKey FROM HolderKeys WHERE Kind = {(int)KeyHolder.Subject} AND Id IN ({numbers})"),
            .. Read(stores.Files.Records, $"SELECT substr(Profile, 1, 60) FROM Subjects WHERE Id IN ({numbers})"),
        ];
    }

    private static List<byte[]> Read(string file, string sql)
    {
        using var connection = SqliteStore.Open($"Data Source={file};Pooling=False");
        using var rows = new SqliteStatement(connection, sql);
        var found = new List<byte[]>();
        while (rows.Step())
        {
            found.Add(rows.Blob(0).ToArray());
        }

        return found;
    }

    // In the stores and in the live copy, their logs included; a backup of before holds them, and no key that opens them.
    private static int CountIn(Tests.Storage.Backup.Copies copies, List<byte[]> secrets)
    {
        byte[][] files = [.. new[] { copies.Data, copies.One }.SelectMany(folder => Directory.GetFiles(folder, "*.db")).Select(DestructionStores.BytesOf)];
        return secrets.Count(secret => files.Any(bytes => bytes.AsSpan().IndexOf(secret) >= 0));
    }

    private static SubjectId? SubjectOf(TestStores stores, int number) =>
        stores.Keyring.FindSubjects(IdentifierKind.ExternalId, $"user-{number:D5}", 1) is [var subject] ? new SubjectId(subject) : null;

    private static async Task TakeAsync(TestStores stores, string directory) =>
        Assert.True((await stores.Services.GetRequiredService<TakeBackup>().HandleAsync(Actors.Administrator, directory, CancellationToken.None)).IsDone);
}
