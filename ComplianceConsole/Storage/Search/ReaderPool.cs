using System.Collections.Concurrent;

namespace ComplianceConsole.Storage.Search;

/// <summary>Open readers, one for each query that runs at the same time.</summary>
internal sealed class ReaderPool(string path) : IDisposable
{
    private readonly ConcurrentBag<IndexReader> idle = [];
    private volatile bool disposed;

    /// <summary>Reads with a reader of its own. One that failed is not used again.</summary>
    public T Read<T>(Func<IndexReader, T> read)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (!idle.TryTake(out var reader))
        {
            reader = new IndexReader(path);
        }

        try
        {
            var result = read(reader);
            GiveBack(reader);
            return result;
        }
        catch (OperationCanceledException)
        {
            GiveBack(reader);
            throw;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        disposed = true;
        while (idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private void GiveBack(IndexReader reader)
    {
        idle.Add(reader);
        if (disposed)
        {
            Dispose();
        }
    }
}
