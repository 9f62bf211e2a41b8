using System.Globalization;
using System.Text;

namespace Collegue.Knowledge.SharedIndex;

/// <summary>Rows as <c>COPY</c> reads them: columns ended by tabs, rows by line feeds.</summary>
internal sealed class CopyLines
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _value = new();
    private bool _begun;

    public CopyLines Add(Guid value) => Raw(value.ToString("D"));

    public CopyLines Add(long value) => Raw(value.ToString(CultureInfo.InvariantCulture));

    public CopyLines Add(DateOnly? value) => value is { } date ? Raw(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : Null();

    public CopyLines Add(string? value) => value is null ? Null() : Escaped(value);

    /// <summary>A value put together piece by piece.</summary>
    public CopyLines Add(Action<StringBuilder> write)
    {
        _value.Clear();
        write(_value);
        return Escaped(_value.ToString());
    }

    public CopyLines Add(IReadOnlyList<int> values) => Raw($"{{{string.Join(',', values.Select(value => value.ToString(CultureInfo.InvariantCulture)))}}}");

    public CopyLines Add(IEnumerable<string> values) =>
        Escaped($"{{{string.Join(',', values.Select(value => $"\"{value.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""))}}}");

    /// <summary>Four digits: as many as half a float holds.</summary>
    public CopyLines Add(ReadOnlySpan<float> vector)
    {
        Separate();
        _text.Append('[');
        Span<char> digits = stackalloc char[32];
        for (var at = 0; at < vector.Length; at++)
        {
            vector[at].TryFormat(digits, out var written, "G4", CultureInfo.InvariantCulture);
            _text.Append(at == 0 ? "" : ",").Append(digits[..written]);
        }

        _text.Append(']');
        return this;
    }

    public void End()
    {
        _text.Append('\n');
        _begun = false;
    }

    public async Task WriteToAsync(TextWriter copy, CancellationToken cancellation)
    {
        foreach (var chunk in _text.GetChunks())
        {
            await copy.WriteAsync(chunk, cancellation);
        }
    }

    private CopyLines Null() => Raw(@"\N");

    private CopyLines Raw(string value)
    {
        Separate();
        _text.Append(value);
        return this;
    }

    private CopyLines Escaped(string value)
    {
        Separate();
        foreach (var letter in value)
        {
            _text.Append(letter switch
            {
                '\\' => @"\\",
                '\t' => @"\t",
                '\n' => @"\n",
                '\r' => @"\r",
                _ => null,
            });
            if (letter is not ('\\' or '\t' or '\n' or '\r'))
            {
                _text.Append(letter);
            }
        }

        return this;
    }

    private void Separate()
    {
        if (_begun)
        {
            _text.Append('\t');
        }

        _begun = true;
    }
}
