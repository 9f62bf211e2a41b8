using System.Text;

namespace Collegue.Answering.Safeguards.Masking;

/// <summary>
/// Which placeholder stands for which value, over one prompt or one whole conversation: the same value always has the same placeholder.
/// It holds personal data: it is never stored, logged or sent. Safe for use by many threads.
/// </summary>
public sealed class MaskMap
{
    /// <summary>Shown in the place of a placeholder that stands for nothing here.</summary>
    public const string Unknown = "[…]";

    private readonly Lock _gate = new();
    private readonly Dictionary<(DataKind, string), Placeholder> _placeholders = [];
    private readonly Dictionary<Placeholder, string> _values = [];
    private readonly Dictionary<DataKind, int> _counts = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>How many values have a placeholder.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _values.Count;
        }
    }

    /// <summary>Puts values back. What is no placeholder stays; one that stands for nothing here becomes <see cref="Unknown"/>.</summary>
    public string Restore(string text)
    {
        var restorer = new StreamRestorer(this);
        return restorer.Feed(text) + restorer.Finish();
    }

    internal string PlaceholderOf(DataKind kind, string value)
    {
        lock (_gate)
        {
            if (!_placeholders.TryGetValue((kind, value), out var placeholder))
            {
                placeholder = new Placeholder(kind, _counts[kind] = _counts.GetValueOrDefault(kind) + 1);
                _placeholders[(kind, value)] = placeholder;
                _values[placeholder] = value;
            }

            return placeholder.ToString();
        }
    }

    internal string ValueOf(Placeholder placeholder)
    {
        lock (_gate)
            return _values.GetValueOrDefault(placeholder, Unknown);
    }

    /// <summary>Words of names seen once in a context that told them: seen again without it, they are still names.</summary>
    internal void Learn(IEnumerable<string> names)
    {
        lock (_gate)
            _names.UnionWith(names);
    }

    internal HashSet<string> Names()
    {
        lock (_gate)
            return new HashSet<string>(_names, StringComparer.Ordinal);
    }
}

/// <summary>
/// Puts values back in a text that comes in pieces, cut anywhere. The pieces joined are what <see cref="MaskMap.Restore"/> gives of the
/// whole; only what may be the beginning of a placeholder, some tens of characters, is held back. For one stream, by one thread.
/// </summary>
/// <param name="write">How a value is written where its placeholder stood; as it is when nothing is given.</param>
public sealed class StreamRestorer(MaskMap map, Func<string, string>? write = null)
{
    private string _held = "";

    /// <summary>Whether something waits for what follows.</summary>
    public bool Holds => _held.Length > 0;

    /// <summary>What can be shown now; empty when all of it must wait.</summary>
    public string Feed(string piece)
    {
        var text = _held + piece;
        var restored = new StringBuilder(text.Length);
        var at = 0;
        while (true)
        {
            var open = text.IndexOf('[', at);
            if (open < 0)
                break;
            restored.Append(text, at, open - at);
            switch (Placeholder.Read(text.AsSpan(open), out var found, out var length))
            {
                case PlaceholderReading.Unfinished:
                    _held = text[open..];
                    return restored.ToString();
                case PlaceholderReading.Whole:
                    restored.Append(write is null ? map.ValueOf(found) : write(map.ValueOf(found)));
                    at = open + length;
                    break;
                default:
                    restored.Append('[');
                    at = open + 1;
                    break;
            }
        }

        _held = "";
        return restored.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>What was held back, once nothing more comes.</summary>
    public string Finish()
    {
        var held = _held;
        _held = "";
        return held;
    }
}
