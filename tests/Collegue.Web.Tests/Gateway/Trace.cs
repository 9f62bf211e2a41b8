namespace Collegue.Web.Tests.Gateway;

/// <summary>
/// One exchange written down in a file of <c>Traces</c>, in parts that begin with <c>===</c>: what the client sends (<c>MODEL</c> stands for the name
/// it asks for), what the provider receives and sends, what the client receives, and how the choices end (<c>-</c> stands for null).
/// </summary>
internal sealed class Trace
{
    private const string Part = "=== ";

    private readonly Dictionary<string, (string Head, string Body)> _parts = [];

    private Trace(string text)
    {
        foreach (var part in text.Split("\n" + Part).Skip(1))
        {
            var line = part.IndexOf('\n', StringComparison.Ordinal);
            var name = Names.Single(name => part.StartsWith(name, StringComparison.Ordinal));
            _parts.Add(name, (part[name.Length..line].Trim(), part[line..].Trim('\n')));
        }
    }

    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Collegue.Web.Tests", "Traces");

    public string Address => _parts["client sends POST"].Head;

    public string ClientSends => _parts["client sends POST"].Body;

    public string ProviderReceives => _parts["provider receives"].Body;

    public Answered ProviderSends => new(_parts["provider sends"]);

    public Answered ClientReceives => new(_parts["client receives"]);

    public string InShort => _parts["in short"].Body;

    private static string[] Names { get; } = ["client sends POST", "provider receives", "provider sends", "client receives", "in short"];

    public static Trace Read(string name) => new(File.ReadAllText(Path.Combine(Folder, $"{name}.txt")));
}

/// <summary>An answer written down.</summary>
internal sealed record Answered(int Status, string Type, string Text)
{
    public Answered((string Head, string Body) part)
        : this(int.Parse(part.Head[..3], System.Globalization.CultureInfo.InvariantCulture), part.Head[4..], part.Body)
    {
    }

    public bool IsStream => Type.StartsWith("text/event-stream", StringComparison.Ordinal);

    /// <summary>Every byte of the body: each event of a stream ends with an empty line.</summary>
    public string Body => IsStream ? Text + "\n\n" : Text;
}
