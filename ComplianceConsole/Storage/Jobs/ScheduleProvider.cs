using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ComplianceConsole.Storage.Jobs;

/// <summary>What the scheduler opens its own file with: it lies beside the stores and says nothing of any subject.</summary>
public static class ScheduleProvider
{
    /// <summary>The provider.</summary>
    public static DbProviderFactory Instance => SqliteFactory.Instance;
}
