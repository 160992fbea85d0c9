using System.Collections.Concurrent;
using System.Globalization;
using ComplianceConsole.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ComplianceConsole.Tests;

/// <summary>That one disk's failure would lose everyone is said at every start, in the language of whoever starts it.</summary>
public sealed class StartNoticesTests
{
    [Theory]
    [InlineData("en", "one disk")]
    [InlineData("ru", "одного диска")]
    [InlineData("kk", "бір дискінің")]
    public async Task Without_a_copy_of_the_keyring_every_start_says_so_in_the_log(string language, string words)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            Assert.Contains(
                await LogAsync(new ConsoleSettings()),
                line => line.Contains(words, StringComparison.Ordinal) && line.Contains("Keyring:Copies", StringComparison.Ordinal));
            Assert.DoesNotContain(
                await LogAsync(new ConsoleSettings { Keyring = new KeyringSettings { Copies = ["/mnt/copy"] } }),
                line => line.Contains("Keyring:Copies", StringComparison.Ordinal));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static async Task<IReadOnlyCollection<string>> LogAsync(ConsoleSettings settings)
    {
        using var lines = new Lines();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(lines);
        builder.Services.AddSingleton(settings);
        await using var app = builder.Build();
        StartNotices.Tell(app);
        return lines.Said;
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Said { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Warning)
            {
                Said.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
