using SQLitePCL;

namespace ComplianceConsole.Storage.Sqlite;

/// <summary>The kinds of value SQLite stores.</summary>
internal enum StoredKind
{
    Integer = raw.SQLITE_INTEGER,
    Real = raw.SQLITE_FLOAT,
    Text = raw.SQLITE_TEXT,
    Bytes = raw.SQLITE_BLOB,
    Nothing = raw.SQLITE_NULL,
}
