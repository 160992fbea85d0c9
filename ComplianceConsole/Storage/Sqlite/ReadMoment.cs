using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Sqlite;

/// <summary>
/// Lets several reads of one connection see the same moment, and take the read lock once instead of once each. Not safe for use by
/// several threads at once; ends before its connection.
/// </summary>
internal sealed class ReadMoment(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _begin = new(connection, "BEGIN");
    private readonly SqliteStatement _end = new(connection, "COMMIT");

    /// <summary>Begins the moment, which ends when the result is disposed.</summary>
    public Ending Begin()
    {
        _begin.Execute();
        return new Ending(_end);
    }

    public void Dispose()
    {
        _begin.Dispose();
        _end.Dispose();
    }

    /// <summary>The end of a moment.</summary>
    internal readonly struct Ending(SqliteStatement end) : IDisposable
    {
        public void Dispose() => end.Execute();
    }
}
