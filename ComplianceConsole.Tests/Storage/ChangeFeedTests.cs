using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Storage.Operations;
using ComplianceConsole.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace ComplianceConsole.Tests.Storage;

public sealed class ChangeFeedTests
{
    [Fact]
    public async Task Pages_are_told_who_changed_never_the_values_and_one_that_fails_keeps_the_news_from_nobody()
    {
        await using var stores = await TestStores.OpenAsync();
        var feed = stores.Services.GetRequiredService<ChangeFeed>();
        var told = new List<Committed>();
        using var failing = feed.Subscribe(_ => throw new ObjectDisposedException("page"));
        using var page = feed.Subscribe(told.Add);

        var subject = await stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));

        var change = Assert.Single(Assert.Single(told).Subjects);
        Assert.Equal(subject, change.Subject);
        Assert.Null(change.Profile);
    }
}
