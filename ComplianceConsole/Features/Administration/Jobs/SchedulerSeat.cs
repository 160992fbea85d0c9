using ComplianceConsole.Storage;
using ComplianceConsole.Storage.Vault;

namespace ComplianceConsole.Features.Administration.Jobs;

/// <summary>
/// The name under which this process keeps its schedule in the file of jobs. The first process on the stores sits on the first seat at
/// every start, so that it finds its schedule again; another beside it takes the next, since on SQLite two schedulers of one name would
/// take each other's work from under them.
/// </summary>
internal sealed class SchedulerSeat : IDisposable
{
    private readonly FileStream _lock;

    private SchedulerSeat(string name, FileStream taken) => (Name, _lock) = (name, taken);

    /// <summary>The scheduler's name.</summary>
    public string Name { get; }

    /// <summary>Takes the first seat that is free, and makes the file of the schedule for the owner alone before the scheduler opens it.</summary>
    public static SchedulerSeat Take(StoreFiles files)
    {
        OwnerOnly.CreateDirectory(files.Directory);
        OwnerOnly.CreateFile(files.Jobs);
        for (var number = 1; ; number++)
        {
            var path = $"{files.Jobs}.seat-{number}";
            try
            {
                OwnerOnly.CreateFile(path);
                return new SchedulerSeat($"console-{number}", new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (number < 100)
            {
                // Somebody sits there.
            }
        }
    }

    public void Dispose() => _lock.Dispose();
}
