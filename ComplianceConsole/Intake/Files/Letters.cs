using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace ComplianceConsole.Intake.Files;

/// <summary>Tells text that was cut off from what is no text.</summary>
internal static class Letters
{
    // A letter has at most four bytes; of one that was cut off at most three are left.
    private const int MostLeft = 3;

    /// <summary>Whether these bytes are UTF-8 up to a last letter whose end is missing.</summary>
    public static bool AreCutOff(ReadOnlySpan<byte> bytes)
    {
        for (var left = 1; left <= Math.Min(MostLeft, bytes.Length); left++)
        {
            if (Rune.DecodeFromUtf8(bytes[^left..], out _, out _) == OperationStatus.NeedMoreData)
            {
                return Utf8.IsValid(bytes[..^left]);
            }
        }

        return false;
    }
}
