using System.Runtime.ExceptionServices;

namespace ComplianceConsole.Storage.Vault.Copies;

/// <summary>
/// Does one piece of work at a time on a thread of its own and does not wait for it longer than allowed: a mount whose other side is gone
/// holds whoever touches it for as long as it likes. Not safe for use by several threads at once.
/// </summary>
internal sealed class PatientWorker
{
    private Task _work = Task.CompletedTask;

    /// <summary>Does some work.</summary>
    /// <returns>Whether it is done; false where it takes longer, or what was begun before still does. It goes on by itself then.</returns>
    /// <exception cref="Exception">What the work threw.</exception>
    public bool TryRun(Action work, TimeSpan limit)
    {
        if (!_work.IsCompleted)
        {
            return false;
        }

        Exception? failure = null;
        _work = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    work();
                }
                catch (Exception error)
                {
                    failure = error;
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        if (!((IAsyncResult)_work).AsyncWaitHandle.WaitOne(limit))
        {
            return false;
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return true;
    }
}
