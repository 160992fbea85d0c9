using System.Runtime.InteropServices;

namespace ComplianceConsole.Intake.Scratch;

/// <summary>
/// Sorts any number of places in memory of fixed size: as many as the budget allows at a time, each sorted part laid aside in a file, all
/// parts merged at the end. Not safe for use by several threads at once.
/// </summary>
internal sealed class SpillSort(ScratchFolder folder) : IDisposable
{
    private const int FirstLength = 1024;

    private readonly int _budget = folder.Budget;
    private readonly List<Part> _parts = [];
    private KeyedPlace[] _memory = new KeyedPlace[Math.Min(folder.Budget, FirstLength)];
    private int _count;
    private ScratchFile? _file;

    /// <summary>Adds a place.</summary>
    public void Add(in KeyedPlace place)
    {
        if (_count == _memory.Length)
        {
            MakeRoom();
        }

        _memory[_count++] = place;
    }

    /// <summary>All places in order; to be asked for once, after the last was added.</summary>
    public IEnumerable<KeyedPlace> Sorted()
    {
        if (_file is null)
        {
            _memory.AsSpan(0, _count).Sort(KeyedPlaceOrder.Instance);
            for (var i = 0; i < _count; i++)
            {
                yield return _memory[i];
            }

            yield break;
        }

        LayAside();
        foreach (var place in Merge())
        {
            yield return place;
        }
    }

    public void Dispose() => _file?.Dispose();

    private void MakeRoom()
    {
        if (_memory.Length < _budget)
        {
            Array.Resize(ref _memory, (int)Math.Min(_budget, 2L * _memory.Length));
        }
        else
        {
            LayAside();
        }
    }

    private void LayAside()
    {
        var places = _memory.AsSpan(0, _count);
        places.Sort(KeyedPlaceOrder.Instance);
        _file ??= new ScratchFile(folder);
        _parts.Add(new Part(_file.Append(MemoryMarshal.AsBytes(places)), _count));
        _count = 0;
    }

    // The memory is divided among the parts; each reads on into its own share.
    private IEnumerable<KeyedPlace> Merge()
    {
        var share = Math.Max(1, _memory.Length / _parts.Count);
        var heads = new PriorityQueue<PartReader, KeyedPlace>(_parts.Count, KeyedPlaceOrder.Instance);
        for (var i = 0; i < _parts.Count; i++)
        {
            var memory = (i + 1) * share <= _memory.Length ? _memory.AsMemory(i * share, share) : new KeyedPlace[share];
            var reader = new PartReader(_file!, _parts[i], memory);
            if (reader.TryRead(out var first))
            {
                heads.Enqueue(reader, first);
            }
        }

        while (heads.TryPeek(out var reader, out var place))
        {
            yield return place;
            if (reader.TryRead(out var next))
            {
                heads.DequeueEnqueue(reader, next);
            }
            else
            {
                heads.Dequeue();
            }
        }
    }

    private readonly record struct Part(long Offset, int Count);

    private sealed class PartReader(ScratchFile file, Part part, Memory<KeyedPlace> memory)
    {
        private int _read;
        private int _next;
        private int _end;

        public bool TryRead(out KeyedPlace place)
        {
            if (_next == _end && !Fill())
            {
                place = default;
                return false;
            }

            place = memory.Span[_next++];
            return true;
        }

        private bool Fill()
        {
            var places = memory.Span[..Math.Min(memory.Length, part.Count - _read)];
            file.Read(part.Offset + ((long)_read * Marshal.SizeOf<KeyedPlace>()), MemoryMarshal.AsBytes(places));
            (_next, _end, _read) = (0, places.Length, _read + places.Length);
            return !places.IsEmpty;
        }
    }
}
