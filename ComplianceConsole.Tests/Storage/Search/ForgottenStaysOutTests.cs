using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Search;
using ComplianceConsole.Tests.Shared;
using ComplianceConsole.Tests.Storage.Destruction;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Storage.Search;

/// <summary>
/// Between the second step of a destruction and its last the profile still opens, and the index must not take it back: neither by catching up, nor
/// when it is built or comes under a new key. Policy 2.1(10).
/// </summary>
public sealed class ForgottenStaysOutTests
{
    [Theory]
    [InlineData("catch up")]
    [InlineData("rebuild")]
    [InlineData("renew")]
    public async Task A_record_released_for_destruction_never_comes_back_into_the_index(string way)
    {
        var first = await OpenAsync();
        var subject = await first.AddGulnaraAsync();
        var kept = await first.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        Assert.Equal([subject.Number], first.Search(DestructionStores.LastName));
        if (string.Equals(way, "renew", StringComparison.Ordinal))
        {
            await DestroyOtherAsync(first);
        }

        Assert.True((await first.DecideAsync(subject)).IsDone);
        await first.Destructions().EraseSearchAsync(subject, CancellationToken.None);
        Assert.Empty(first.Search(DestructionStores.LastName));
        if (string.Equals(way, "rebuild", StringComparison.Ordinal))
        {
            await first.CloseAsync();
            File.Delete(first.Files.Search);
            first = await TestStores.OpenAsync(first.Directory);
        }
        else if (string.Equals(way, "catch up", StringComparison.Ordinal))
        {
            // As it was before the index heard of the change: all of it is taken in again.
            TestStores.Sql(first.Files.Records, $"UPDATE Subjects SET Revision = Revision + 1000 WHERE Id = {subject.Number}");
        }

        await using var stores = first;
        if (string.Equals(way, "renew", StringComparison.Ordinal))
        {
            Assert.True(await stores.Services.GetRequiredService<SearchMaintenance>().RenewWhereDueAsync(CancellationToken.None));
        }
        else
        {
            await stores.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);
        }

        Assert.Equal(SubjectState.ReleasedForDestruction, stores.State(subject));
        Assert.Empty(stores.Search(DestructionStores.LastName));
        Assert.Equal([kept.Number], stores.Search("Ermekova"));
        AssertNoTokens(stores, DestructionStores.Values, "Ermekova");
    }

    private static async Task<TestStores> OpenAsync()
    {
        var stores = await TestStores.OpenAsync();
        await stores.Services.GetRequiredService<SearchMaintenance>().CatchUpAsync(CancellationToken.None);
        return stores;
    }

    private static async Task DestroyOtherAsync(TestStores stores)
    {
        var other = await stores.AddSubjectAsync((FieldCode.LastName, "Bolatov"));
        Assert.True((await stores.DecideAsync(other)).IsDone);
        Assert.NotNull(await stores.Destructions().TryFinishAsync(other, CancellationToken.None));
    }

    // A token stands in a row of the documents as five bytes, and in the terms as text without what it shares with its neighbour.
    private static void AssertNoTokens(TestStores stores, IReadOnlyList<string> values, string living)
    {
        var bytes = DestructionStores.BytesOf(stores.Files.Search);
        using var tokens = new BlindTokens(new IndexKeyFile(stores.Files).Present()!);
        var shared = TokensOf(tokens, living).ToList();
        Assert.Contains(shared, token => bytes.AsSpan().IndexOf(token) >= 0);
        var own = values.SelectMany(value => TokensOf(tokens, value)).Where(token => !shared.Exists(token.SequenceEqual)).ToList();
        Assert.True(own.Count > 5);
        Assert.DoesNotContain(own, token => bytes.AsSpan().IndexOf(token) >= 0);
    }

    private static IEnumerable<byte[]> TokensOf(BlindTokens tokens, string value) =>
        tokens.Entry(new SearchDocument(1, [value], [])).Tokens.Chunk(TokenText.ByteLength);
}
