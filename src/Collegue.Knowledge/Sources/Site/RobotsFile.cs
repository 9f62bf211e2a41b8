using System.Globalization;

namespace Collegue.Knowledge.Sources.Site;

/// <summary>What robots.txt asks of us (RFC 9309): the longest rule that matches decides, and to allow wins when two are equal.</summary>
internal sealed class RobotsFile
{
    public const string Agent = "collegue";
    private const int MostRules = 5_000;
    private readonly List<(string Pattern, bool Allows)> rules = [];

    private RobotsFile()
    {
    }

    public static RobotsFile Open { get; } = new();

    public TimeSpan? Delay { get; private set; }

    public IReadOnlyList<string> Sitemaps { get; private init; } = [];

    public static RobotsFile Parse(string text)
    {
        var groups = new List<(HashSet<string> Agents, List<(string Key, string Value)> Lines)>();
        var sitemaps = new List<string>();
        var isNaming = false;
        foreach (var line in text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Take(MostRules * 2))
        {
            var parts = line.Split('#')[0].Split(':', 2, StringSplitOptions.TrimEntries);
            if (parts.Length < 2)
                continue;
            var key = parts[0].ToLowerInvariant();
            if (key == "sitemap")
                sitemaps.Add(parts[1]);
            else if (key == "user-agent")
            {
                if (!isNaming)
                    groups.Add(([], []));
                groups[^1].Agents.Add(parts[1].Split('/')[0].Trim().ToLowerInvariant());
            }
            else if (groups.Count > 0)
                groups[^1].Lines.Add((key, parts[1]));
            isNaming = key == "user-agent" || (isNaming && key == "sitemap");
        }
        var robots = new RobotsFile { Sitemaps = sitemaps };
        var ours = groups.Where(group => group.Agents.Contains(Agent)).ToList();
        foreach (var (_, lines) in ours.Count > 0 ? ours : groups.Where(group => group.Agents.Contains("*")))
            lines.ForEach(robots.Add);
        return robots;
    }

    public bool Allows(Uri address)
    {
        var path = Normal(address.PathAndQuery);
        return rules.Where(rule => RobotsPattern.Matches(rule.Pattern, path))
            .OrderByDescending(rule => rule.Pattern.Length).ThenByDescending(rule => rule.Allows)
            .Select(rule => rule.Allows).FirstOrDefault(true);
    }

    private void Add((string Key, string Value) line)
    {
        if (line.Key is "allow" or "disallow" && line.Value.Length > 0 && rules.Count < MostRules)
            rules.Add((Normal(line.Value), line.Key == "allow"));
        else if (line.Key == "crawl-delay" && double.TryParse(line.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 86_400)
            Delay = TimeSpan.FromSeconds(seconds);
    }

    /// <summary>"%C3%A9" and "é" are the same letter.</summary>
    private static string Normal(string path) => Uri.UnescapeDataString(path);
}
