using ComplianceConsole.Domain.Time;
using NodaTime;

namespace ComplianceConsole.Storage.Jobs;

/// <summary>Work the console does by itself at planned moments. Run twice for one slot it does nothing the second time.</summary>
public interface IConsoleJob
{
    /// <summary>Its code, which stands in the records and never changes.</summary>
    string Name { get; }

    /// <summary>When it is to run.</summary>
    JobPlan Plan { get; }

    /// <summary>Does what is to be done.</summary>
    /// <param name="slot">The moment it was planned for.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many things it did.</returns>
    /// <exception cref="JobFailedException">It could not be done and is to be tried again.</exception>
    Task<int> RunAsync(Instant slot, CancellationToken cancellation);
}

/// <summary>A job could not do its work; it is tried again.</summary>
/// <param name="message">Why, without personal data.</param>
public sealed class JobFailedException(string message) : Exception(message);
