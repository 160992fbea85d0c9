using Bunit;
using ComplianceConsole.Components.Controls;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using NodaTime;
using Xunit;

namespace ComplianceConsole.Tests.Components;

public sealed class DialogsTests : PageTest
{
    [Theory]
    [InlineData("Destroy data", true)]
    [InlineData("Cancel", false)]
    public async Task AConfirmationNamesWhatCannotBeUndone(string button, bool expected)
    {
        var host = Page.Render<MudDialogProvider>();
        var answer = host.InvokeAsync(() => ConfirmDialog.AskAsync(
            Page.Services.GetRequiredService<IDialogService>(),
            "Destroy the data of S-0000042?",
            "Every copy becomes unreadable.",
            "Destroy data",
            isIrreversible: true));

        host.WaitForElement("h2");
        Assert.Equal("Destroy the data of S-0000042?", host.Find("h2").TextContent);
        Assert.Contains("This cannot be undone.", host.Markup, StringComparison.Ordinal);
        await host.FindAll("button").Single(b => string.Equals(Read(b), button, StringComparison.Ordinal)).ClickAsync(new());

        Assert.Equal(expected, await answer);
    }

    [Fact]
    public async Task WhatWasRecordedCanBeUndoneFromItsMessage()
    {
        var isUndone = false;
        var host = Page.Render<MudSnackbarProvider>();
        var snackbar = Page.Services.GetRequiredService<UndoSnackbar>();
        await host.InvokeAsync(() => snackbar.Show("Record S-0000042 is blocked.", Duration.FromSeconds(60), () =>
        {
            isUndone = true;
            return Task.CompletedTask;
        }));

        Assert.Contains("Record S-0000042 is blocked.", host.Markup, StringComparison.Ordinal);
        await host.FindAll("button").Single(b => string.Equals(Read(b), "Undo", StringComparison.Ordinal)).ClickAsync(new());

        Assert.True(isUndone);
    }

    [Fact]
    public async Task WhatIsToldTakesThePlaceOfWhatWasToldBefore()
    {
        var host = Page.Render<MudSnackbarProvider>();
        var snackbar = Page.Services.GetRequiredService<UndoSnackbar>();

        await host.InvokeAsync(() => snackbar.Tell("Recorded: identity confirmed."));
        await host.InvokeAsync(() => snackbar.Tell("Recorded: report R-2026-000001/1 is prepared."));

        Assert.Single(host.FindAll(".mud-snackbar"));
        Assert.DoesNotContain("identity confirmed", host.Markup, StringComparison.Ordinal);
    }
}
