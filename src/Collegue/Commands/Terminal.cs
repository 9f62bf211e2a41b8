namespace Collegue.Commands;

/// <summary>Progress on a terminal: one line rewritten in place, or a line now and then when the output is a file.</summary>
internal sealed class Terminal(TextWriter writer) : IProgress<string>
{
    private readonly bool rewrites = !Console.IsErrorRedirected;
    private readonly Lock gate = new();
    private int length;

    public void Report(string value)
    {
        lock (gate)
        {
            if (rewrites)
            {
                writer.Write($"\r{value.PadRight(length)}");
                length = value.Length;
            }
            else
            {
                writer.WriteLine(value);
            }
        }
    }

    public void End()
    {
        if (rewrites && length > 0)
        {
            writer.WriteLine();
        }
    }
}
