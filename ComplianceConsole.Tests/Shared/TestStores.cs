using System.Collections.Concurrent;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Consents;
using ComplianceConsole.Domain.Processing;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Storage.Rows;
using ComplianceConsole.Storage.Sqlite;
using ComplianceConsole.Storage.Vault;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace ComplianceConsole.Tests.Shared;

/// <summary>Real stores in a folder of their own, gone after the test.</summary>
public sealed class TestStores : IAsyncDisposable
{
    // Stores that a test has written past the console.
    private static readonly ConcurrentDictionary<string, bool> s_written = new(StringComparer.Ordinal);

    private readonly StoreFiles _files;
    private bool _isClosed;

    private TestStores(string directory, ServiceProvider services, AdjustableClock clock) =>
        (Directory, Services, Clock, _files) = (directory, services, clock, services.GetRequiredService<StoreFiles>());

    public string Directory { get; }

    public ServiceProvider Services { get; }

    public AdjustableClock Clock { get; }

    public StoreFiles Files => new(Directory, Path.Combine(Directory, "root.key"));

    public Operation Operation => Services.GetRequiredService<Operation>();

    public Keyring Keyring => Services.GetRequiredService<Keyring>();

    /// <summary>Opens stores, new ones or those of a folder.</summary>
    /// <param name="directory">The folder; null: a new one.</param>
    /// <param name="more">Adds or replaces services.</param>
    /// <param name="copies">Folders of live copies of the keyring.</param>
    /// <param name="rootKeys">Further files of the root key.</param>
    public static async Task<TestStores> OpenAsync(
        string? directory = null, Action<IServiceCollection>? more = null, string[]? copies = null, string[]? rootKeys = null)
    {
        directory ??= Path.Combine(Path.GetTempPath(), "console-tests", Guid.NewGuid().ToString("N"));
        var clock = new AdjustableClock(Instant.FromUtc(2026, 11, 20, 6, 0));
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddConsoleStorage(_ => new StoreFiles(directory, Path.Combine(directory, "root.key")) { MoreRootKeys = rootKeys ?? [] });
        services.AddKeyringCopies(copies ?? []);
        services.Replace(ServiceDescriptor.Singleton<IClock>(clock));
        more?.Invoke(services);
        var provider = services.BuildServiceProvider();
        await provider.OpenStores();
        return new TestStores(directory, provider, clock);
    }

    /// <summary>Adds a subject with the values given.</summary>
    public async Task<SubjectId> AddSubjectAsync(params (string Code, string Value)[] values)
    {
        var profile = Profile.Empty;
        foreach (var (code, value) in values)
        {
            profile = profile.With(code, value, FieldSource.Registration, Clock.Now);
        }

        var result = await Operation.ChangeAsync<SubjectId>(
            Actor.Job("test"),
            Right.Maintain,
            "test.add",
            async (scope, cancellation) =>
            {
                using var keys = Keyring.BeginChange();
                var holder = keys.Create(KeyHolder.Subject);
                foreach (var (kind, canonical) in Identifiers.Of(profile))
                {
                    Assert.Null(keys.Reserve(kind, canonical, holder.Id, pending: false));
                }

                keys.Commit();
                holder.Cipher.Dispose();
                var row = new SubjectRow
                {
                    Id = holder.Id,
                    PolicyVersion = "2025-03",
                    ConsentState = ConsentState.Given,
                    CreatedAt = scope.Now,
                    NextSequence = 1,
                    Profile = [],
                };
                scope.Seal(row, profile);
                scope.Db.Subjects.Add(row);
                scope.Changed(row, profile);
                scope.Record(ProcessingAction.Collection, "4.2.1", new SubjectId(holder.Id));
                await scope.Db.SaveChangesAsync(cancellation);
                return new SubjectId(holder.Id);
            },
            CancellationToken.None);
        return result.Value;
    }

    /// <summary>Puts a subject in a state that no use case of the test leads to, as the console would: the ledger knows it.</summary>
    public async Task PutAsync(SubjectId subject, SubjectState state)
    {
        var result = await Operation.ChangeAsync<Done>(
            Actor.Job("test"),
            Right.Maintain,
            "test.put",
            async (scope, cancellation) =>
            {
                var row = (await scope.Db.Subjects.FindAsync([subject.Number], cancellation))!;
                row.State = state;
                scope.Changed(row);
                scope.Record(ProcessingAction.Administration, clause: null);
                return default(Done);
            },
            CancellationToken.None);
        Assert.True(result.IsDone);
    }

    /// <summary>Opens a subject as an actor, for reading.</summary>
    public Task<Result<Profile>> ReadAsync(Actor actor, SubjectId subject, Use? use = null) =>
        Operation.ReadAsync<Profile>(
            actor,
            (use ?? Uses.Read).Right,
            "test.read",
            async (scope, cancellation) => (await scope.OpenAsync(subject, use ?? Uses.Read, cancellation)).Then(record => record.Shown),
            CancellationToken.None);

    /// <summary>Runs a statement on a store as somebody with the file would.</summary>
    public static long Sql(string file, string sql)
    {
        if (!sql.TrimStart().StartsWith("SELECT", StringComparison.Ordinal))
        {
            WritesPast(file);
        }

        using var connection = new SqliteConnection(Plain(file));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() switch
        {
            long number => number,
            _ => 0,
        };
    }

    /// <summary>Says that a test writes a store past the console, so that nobody wonders in the end that its records are not the ledger's.</summary>
    public static void WritesPast(string file) => s_written[file] = true;

    /// <summary>Closes the stores and keeps the folder.</summary>
    public async Task CloseAsync()
    {
        _isClosed = true;
        await Services.DisposeAsync();
        ForgetConnections(_files);
    }

    /// <summary>Closes idle connections to these stores. Never all there are: other tests run at the same time and count on theirs.</summary>
    public static void ForgetConnections(StoreFiles files)
    {
        foreach (var file in (string[])[files.Records, files.Keyring])
        {
            foreach (var connectionString in (string[])[SqliteStore.ConnectionString(file, files.Patience), Plain(file)])
            {
                using var connection = new SqliteConnection(connectionString);
                SqliteConnection.ClearPool(connection);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await VouchForRecordsAsync();
        await CloseAsync();
        if (System.IO.Directory.Exists(Directory))
        {
            System.IO.Directory.Delete(Directory, recursive: true);
        }
    }

    // Whatever a test did, the ledger vouches for every row that use cases have left: a use case that writes past it is found here. Where a
    // test has failed already, it has said what matters.
    private async Task VouchForRecordsAsync()
    {
        var isOfStorage = TestContext.Current.TestClass?.TestClassNamespace?.StartsWith("ComplianceConsole.Tests.Storage", StringComparison.Ordinal);
        if (_isClosed || isOfStorage != false || s_written.ContainsKey(_files.Records) || !File.Exists(_files.Records))
        {
            return;
        }

        var found = await Services.GetRequiredService<StoreVerifier>().VerifyAsync(progress: null, CancellationToken.None);
        if (found.FirstDifference is { } difference)
        {
            await CloseAsync();
            Assert.Fail("A row was written past the ledger: " + difference.Line);
        }
    }

    private static string Plain(string file) => $"Data Source={file}";
}
