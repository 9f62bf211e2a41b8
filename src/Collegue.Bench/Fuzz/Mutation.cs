using System.Text;

namespace Collegue.Bench.Fuzz;

/// <summary>Damages valid files: the same seed and number always give the same bytes.</summary>
internal static class Mutation
{
    private const int LargestPart = 1_000_000;
    private const int DeepestNesting = 20_000;

    private static readonly string[] Numbers = ["-1", "0", "1", "65536", "2147483647", "-2147483648", "4294967296", "99999999999999999999", "1e308", "0.0000001"];
    private static readonly byte[][] Lengths = [[0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F], [0, 0, 0, 0x80], [0, 0, 0, 0], [0, 0, 1, 0]];

    public static byte[] Of(FuzzFormat format, int seed, int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var chosen = format.Seeds[random.Next(format.Seeds.Count)];
        var parts = chosen.Parts.ToList();
        var times = Math.Max(1, random.Next(6) - 2);
        for (var time = 0; time < times && parts.Count > 0; time++)
        {
            if (parts.Count > 1 && random.Next(6) == 0)
            {
                Rearrange(parts, random);
                continue;
            }

            var at = random.Next(parts.Count);
            parts[at] = parts[at] with { Content = Damage(parts[at].Content, format, random) };
        }

        var file = chosen.Assemble(parts);
        return random.Next(5) == 0 ? Bytes(file, random) : file;
    }

    private static void Rearrange(List<FuzzPart> parts, Random random)
    {
        var (at, other) = (random.Next(parts.Count), random.Next(parts.Count));
        switch (random.Next(4))
        {
            case 0:
                parts.RemoveAt(at);
                break;
            case 1:
                parts.Insert(at, parts[other]);
                break;
            case 2:
                (parts[at], parts[other]) = (parts[at] with { Content = parts[other].Content }, parts[other] with { Content = parts[at].Content });
                break;
            default:
                parts[at] = parts[at] with { Name = parts[other].Name + "/../" + parts[at].Name };
                break;
        }
    }

    private static byte[] Damage(byte[] content, FuzzFormat format, Random random) => random.Next(8) switch
    {
        0 => Nested(content, format.Nesting[random.Next(format.Nesting.Count)], random),
        1 or 2 => Renumbered(content, random),
        3 => Spliced(content, format.Seeds[random.Next(format.Seeds.Count)], random),
        4 or 5 => Renamed(content, random),
        _ => Bytes(content, random),
    };

    private static byte[] Bytes(byte[] content, Random random)
    {
        if (content.Length == 0)
        {
            return content;
        }

        var at = random.Next(content.Length);
        var length = 1 + random.Next(Math.Min(64, content.Length - at));
        var block = content.AsSpan(at, length);
        switch (random.Next(6))
        {
            case 0:
                return content[..at];
            case 1:
                return [.. content.AsSpan(0, at), .. content.AsSpan(at + length)];
            case 2:
                return Repeated(content, at, block.ToArray(), 1 + random.Next(200));
            case 3:
                var written = content.ToArray();
                var value = Lengths[random.Next(Lengths.Length)];
                value.AsSpan(0, Math.Min(value.Length, written.Length - at)).CopyTo(written.AsSpan(at));
                return written;
            default:
                var flipped = content.ToArray();
                for (var flips = 1 + random.Next(8); flips > 0; flips--)
                {
                    flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
                }

                return flipped;
        }
    }

    private static byte[] Nested(byte[] content, (string Open, string Close) nesting, Random random)
    {
        var (open, close) = (Encoding.UTF8.GetBytes(nesting.Open), Encoding.UTF8.GetBytes(nesting.Close));
        var depth = Math.Min(1 + (int)Math.Pow(DeepestNesting, random.NextDouble()), LargestPart / (open.Length + close.Length));
        var at = random.Next(content.Length + 1);
        var inside = random.Next(2) == 0 ? 0 : Math.Min(100, content.Length - at);
        var opened = Repeated(content[..at], at, open, depth);
        var closed = random.Next(3) == 0 ? [] : Repeated([], 0, close, depth);
        return [.. opened, .. content.AsSpan(at, inside), .. closed, .. content.AsSpan(at + inside)];
    }

    /// <summary>One word becomes another everywhere: what is well formed stays so, and means something else.</summary>
    private static byte[] Renamed(byte[] content, Random random)
    {
        var text = Encoding.Latin1.GetString(content);
        var words = text.Split([.. text.Where(letter => !char.IsAsciiLetter(letter)).Distinct()], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 || content.Length > LargestPart / 4
            ? content
            : Encoding.Latin1.GetBytes(text.Replace(words[random.Next(words.Length)], words[random.Next(words.Length)], StringComparison.Ordinal));
    }

    private static byte[] Renumbered(byte[] content, Random random)
    {
        var starts = Enumerable.Range(0, content.Length).Where(at => char.IsAsciiDigit((char)content[at]) && (at == 0 || !char.IsAsciiDigit((char)content[at - 1]))).ToList();
        if (starts.Count == 0)
        {
            return content;
        }

        var start = starts[random.Next(starts.Count)];
        var end = start;
        while (end < content.Length && char.IsAsciiDigit((char)content[end]))
        {
            end++;
        }

        return [.. content.AsSpan(0, start), .. Encoding.ASCII.GetBytes(Numbers[random.Next(Numbers.Length)]), .. content.AsSpan(end)];
    }

    private static byte[] Spliced(byte[] content, FuzzSeed other, Random random)
    {
        var source = other.Parts[random.Next(other.Parts.Count)].Content;
        var from = random.Next(source.Length + 1);
        var piece = source.AsSpan(from, random.Next(source.Length - from + 1));
        var at = random.Next(content.Length + 1);
        return [.. content.AsSpan(0, at), .. piece, .. content.AsSpan(random.Next(2) == 0 ? at : Math.Min(content.Length, at + piece.Length))];
    }

    private static byte[] Repeated(byte[] content, int at, byte[] block, int times)
    {
        times = block.Length == 0 ? 0 : Math.Min(times, Math.Max(0, LargestPart - content.Length) / block.Length);
        var written = new byte[content.Length + (block.Length * times)];
        content.AsSpan(0, at).CopyTo(written);
        for (var time = 0; time < times; time++)
        {
            block.CopyTo(written, at + (time * block.Length));
        }

        content.AsSpan(at).CopyTo(written.AsSpan(at + (block.Length * times)));
        return written;
    }
}
