using System.Diagnostics.CodeAnalysis;

namespace ComplianceConsole.Domain.Results;

/// <summary>What a use case answers: a value, or the refusal that a person is told.</summary>
/// <typeparam name="T">The value of a use case that was carried out.</typeparam>
public sealed class Result<T>
{
    private readonly T? _value;

    private Result(T? value, Refusal? refusal) => (_value, Refusal) = (value, refusal);

    /// <summary>Why nothing was done; null when it was done.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether the use case was carried out.</summary>
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsDone => Refusal is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">The use case was refused.</exception>
    public T Value => IsDone ? _value! : throw new InvalidOperationException("Refused: " + Refusal.Code);

    /// <summary>Takes the value out when there is one.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = _value;
        refusal = Refusal;
        return IsDone;
    }

    /// <summary>Goes on with the value, or passes the refusal along.</summary>
    public Result<TNext> Then<TNext>(Func<T, TNext> next) => IsDone ? next(_value!) : Refusal;

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>The value of a use case that has nothing to say but that it was done.</summary>
public readonly record struct Done;
