namespace Collegue.Knowledge.Indexing;

/// <summary>
/// Rows read lately, so that what is often found is not unpacked each time. A fixed number of places: a row takes the place of another
/// one with the same remainder. Safe for many threads.
/// </summary>
internal sealed class ReadRows<TRow>
    where TRow : class
{
    private const int Places = 4_096;

    private readonly Kept?[] _kept = new Kept?[Places];

    public TRow Get(int number, Func<int, TRow> read)
    {
        var place = number % Places;
        if (Volatile.Read(ref _kept[place]) is { } kept && kept.Number == number)
        {
            return kept.Row;
        }

        var row = read(number);
        Volatile.Write(ref _kept[place], new Kept(number, row));
        return row;
    }

    private sealed record Kept(int Number, TRow Row);
}
