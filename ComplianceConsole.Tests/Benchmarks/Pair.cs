namespace ComplianceConsole.Tests.Benchmarks;

/// <summary>What the design asks of a pair.</summary>
/// <param name="Words">The goal as the table prints it.</param>
/// <param name="IsMet">Whether a measured pair meets it; null where the figure is given for information alone.</param>
internal sealed record Goal(string Words, Func<Figure, bool>? IsMet)
{
    /// <summary>The product takes at most so many times as long as the raw limit.</summary>
    public static Goal AtMost(double ratio) => new($"<= {ratio:0.##}x", figure => figure.Ratio <= ratio);

    /// <summary>The product is at least so many times as fast as the raw limit.</summary>
    public static Goal AtLeastAsFast(double share) => new($">= {share:0.##}x as fast", figure => 1 / figure.Ratio >= share);

    /// <summary>The product does at least so much a second.</summary>
    public static Goal AtLeastPerSecond(double rate) => new($">= {rate:N0}/s", figure => 1_000_000 / figure.ProductMicroseconds >= rate);

    /// <summary>No goal: for comparison.</summary>
    public static readonly Goal None = new("-", IsMet: null);
}

/// <summary>
/// One thing the product does, and the same thing done with nothing but the database or the cipher: the limit of this machine at this
/// moment. Each action does its work so many times.
/// </summary>
/// <param name="Name">What is done.</param>
/// <param name="Goal">What the design asks.</param>
/// <param name="Raw">The limit.</param>
/// <param name="Product">The product.</param>
internal sealed record Pair(string Name, Goal Goal, Func<int, Task> Raw, Func<int, Task> Product)
{
    /// <summary>The most times one round may do the work; for what uses something up.</summary>
    public int MostARound { get; init; } = int.MaxValue;

    /// <summary>How many rounds are measured.</summary>
    public int Rounds { get; init; } = 15;

    /// <summary>How many units one time is, such as the entries of a verification.</summary>
    public long Units { get; init; } = 1;

    /// <summary>A pair of actions that do not wait.</summary>
    public static Pair Of(string name, Goal goal, Action raw, Action product) =>
        new(name, goal, Times(raw), Times(product));

    /// <summary>A pair of actions that wait.</summary>
    public static Pair Of(string name, Goal goal, Func<Task> raw, Func<Task> product) =>
        new(name, goal, Times(raw), Times(product));

    /// <summary>An action done so many times.</summary>
    public static Func<int, Task> Times(Action action) =>
        count =>
        {
            for (var i = 0; i < count; i++)
            {
                action();
            }

            return Task.CompletedTask;
        };

    /// <inheritdoc cref="Times(Action)"/>
    public static Func<int, Task> Times(Func<Task> action) =>
        async count =>
        {
            for (var i = 0; i < count; i++)
            {
                await action();
            }
        };
}

/// <summary>A measured pair.</summary>
/// <param name="Pair">The pair.</param>
/// <param name="RawMicroseconds">The limit's median time of one unit.</param>
/// <param name="ProductMicroseconds">The product's.</param>
/// <param name="Ratio">The median of the rounds' own ratios, which a change of the machine's load between rounds does not touch.</param>
internal sealed record Figure(Pair Pair, double RawMicroseconds, double ProductMicroseconds, double Ratio)
{
    /// <summary>Whether the goal is met; null where there is none.</summary>
    public bool? IsMet => Pair.Goal.IsMet?.Invoke(this);
}
