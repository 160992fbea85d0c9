using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Tests.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Storage;

public sealed class SearchMaintenanceTests
{
    [Fact]
    public async Task What_is_committed_is_found_at_once()
    {
        await using var stores = await TestStores.OpenAsync();
        await stores.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);

        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Өтегенова"), (FieldCode.FirstName, "Әлия"));

        Assert.Equal([subject.Number], Find(stores, "utegenova aliya"));
        Assert.Equal([subject.Number], Find(stores, "өтеге"));
        Assert.Empty(Find(stores, "bolatov"));
    }

    [Fact]
    public async Task A_deleted_index_file_is_built_again()
    {
        await using var first = await TestStores.OpenAsync();
        var subject = await first.AddSubjectAsync((FieldCode.LastName, "Өтегенова"));
        await first.CloseAsync();
        File.Delete(first.Files.Search);

        await using var again = await TestStores.OpenAsync(first.Directory);
        await again.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);

        Assert.Equal([subject.Number], Find(again, "utegenova"));
    }

    [Fact]
    public async Task What_another_process_wrote_is_taken_in_by_the_next_catch_up()
    {
        await using var one = await TestStores.OpenAsync();
        await one.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);
        await one.CloseAsync();
        var old = Path.Combine(one.Directory, "search.db.old");
        File.Copy(one.Files.Search, old);
        var other = await TestStores.OpenAsync(one.Directory);
        var subject = await other.AddSubjectAsync((FieldCode.LastName, "Өтегенова"));
        await other.CloseAsync();
        File.Delete(one.Files.Search + "-wal");
        File.Move(old, one.Files.Search, overwrite: true);

        await using var again = await TestStores.OpenAsync(one.Directory);
        Assert.Empty(Find(again, "utegenova"));
        await again.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);

        Assert.Equal([subject.Number], Find(again, "utegenova"));
    }

    [Fact]
    public async Task One_damaged_record_keeps_no_other_from_being_found()
    {
        await using var first = await TestStores.OpenAsync();
        var damaged = await first.AddSubjectAsync((FieldCode.LastName, "Bolatov"));
        var whole = await first.AddSubjectAsync((FieldCode.LastName, "Өтегенова"));
        var keyless = await first.AddSubjectAsync((FieldCode.LastName, "Омаров"));
        TestStores.Sql(first.Files.Records, $"UPDATE Subjects SET Profile = x'00' WHERE Id = {damaged.Number}");
        TestStores.Sql(first.Files.Keyring, $"UPDATE HolderKeys SET WrappedKey = x'00' WHERE Kind = 0 AND Id = {keyless.Number}");
        await first.CloseAsync();
        File.Delete(first.Files.Search);

        await using var again = await TestStores.OpenAsync(first.Directory);
        await again.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);
        var later = await again.AddSubjectAsync((FieldCode.LastName, "Ахметова"));

        Assert.Equal([whole.Number], Find(again, "utegenova"));
        Assert.Equal([later.Number], Find(again, "akhmetova"));
        Assert.Empty(Find(again, "bolatov"));
    }

    private static IEnumerable<long> Find(TestStores stores, string text) =>
        stores.Services.GetRequiredService<SearchIndex>().Query(new SearchQuery(text)).Hits.Select(hit => hit.SubjectId);
}
