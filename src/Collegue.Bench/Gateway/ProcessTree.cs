using System.Globalization;

namespace Collegue.Bench.Gateway;

/// <summary>What a process and all it started hold and used, read from <c>/proc</c>.</summary>
/// <param name="ResidentBytes">Pages that several of them share count for each.</param>
public readonly record struct ProcessTree(long ResidentBytes, TimeSpan Processor)
{
    private const int PageBytes = 4096;
    private const int TicksPerSecond = 100;

    public static ProcessTree Of(int root)
    {
        var rows = Directory.EnumerateDirectories("/proc").Select(Read).OfType<Row>().ToList();
        var inside = new HashSet<int> { root };

        // Until nobody is added: a child may have a smaller number than its parent.
        while (rows.Any(row => inside.Contains(row.Parent) && inside.Add(row.Id)))
        {
        }

        var tree = rows.Where(row => inside.Contains(row.Id)).ToList();
        return new ProcessTree(tree.Sum(row => row.Pages) * PageBytes, TimeSpan.FromSeconds((double)tree.Sum(row => row.Ticks) / TicksPerSecond));
    }

    private static Row? Read(string directory)
    {
        if (!int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }

        try
        {
            // After the name, which is between parentheses and may hold anything.
            var text = File.ReadAllText(Path.Combine(directory, "stat"));
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return new Row(id, (int)Number(fields[1]), Number(fields[21]), Number(fields[11]) + Number(fields[12]));
        }
        catch (IOException)
        {
            // It has ended since.
            return null;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Row(int Id, int Parent, long Pages, long Ticks);
}
