using System.Globalization;

namespace Collegue.Gateway;

/// <summary>Reads the parameters of an address, collecting the first that is wrong.</summary>
internal sealed class GatewayQuery(IQueryCollection query)
{
    public GatewayRefusal? Refusal { get; private set; }

    public string? Text(string name) => query[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    public int Number(string name, int usual, int least, int most = int.MaxValue) => (int)(Long(name, least, most) ?? usual);

    public long? Long(string name, long least, long most = long.MaxValue)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        Refusal ??= GatewayRefusal.Invalid(name, $"'{name}' takes a whole number from {least}{(most is int.MaxValue or long.MaxValue ? " up" : $" to {most}")}.");
        return null;
    }

    /// <summary>One of the words allowed; the first when absent.</summary>
    public string Word(string name, params ReadOnlySpan<string> allowed)
    {
        if (Text(name) is not { } text)
        {
            return allowed[0];
        }

        if (!allowed.Contains(text))
        {
            Refusal ??= GatewayRefusal.Invalid(name, $"'{name}' takes {string.Join(", ", allowed.ToArray().Where(word => word.Length > 0))}.");
        }

        return text;
    }
}
