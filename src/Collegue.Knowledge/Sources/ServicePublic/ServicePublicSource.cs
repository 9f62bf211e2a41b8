using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>The national sheets: files are read one after the other, parsed in parallel and given in the order of the files.</summary>
internal sealed class ServicePublicSource(string name, string? notice, IReadOnlyList<ISheetFiles> holders) : ISource
{
    private static readonly int Ahead = Math.Clamp(Environment.ProcessorCount * 2, 2, 16);

    public string Name => name;

    public string? Notice => notice;

    public int Expected => holders.Any(holder => holder.Count == 0) ? 0 : holders.Sum(holder => holder.Count);

    public async IAsyncEnumerable<SourceItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var parses = Channel.CreateBounded<Task<(string File, SourceItem Item)>>(new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true });
        var feeding = Task.Run(() => FeedAsync(parses.Writer, stopping.Token), CancellationToken.None);
        var filesByKey = new Dictionary<string, string>(StringComparer.Ordinal);
        var count = 0;
        try
        {
            await foreach (var parse in parses.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                count++;
                var (file, item) = await parse.ConfigureAwait(false);
                yield return OnlyOnce(file, item, filesByKey);
            }
            if (count == 0)
                yield return new SourceItem.Skipped(name, ServicePublicTexts.NoSheet);
        }
        finally
        {
            await stopping.CancelAsync().ConfigureAwait(false);
            await feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FeedAsync(ChannelWriter<Task<(string File, SourceItem Item)>> parses, CancellationToken cancellation)
    {
        try
        {
            foreach (var holder in holders)
            {
                await foreach (var file in holder.ReadAsync(cancellation).ConfigureAwait(false))
                    await parses.WriteAsync(Task.Run(() => (file.Name, Parse(file)), cancellation), cancellation).ConfigureAwait(false);
            }
            parses.Complete();
        }
        catch (Exception problem)
        {
            // The reader of the channel throws it where it is awaited.
            parses.Complete(problem);
        }
    }

    private static SourceItem Parse(SheetFile file)
    {
        if (file.Content is not { } content)
            return new SourceItem.Skipped(file.Name, file.Problem ?? ServicePublicTexts.NotReadable);
        if (content.Length == 0)
            return new SourceItem.Skipped(file.Name, ServicePublicTexts.Empty);
        var parse = file.Name.EndsWith(".xml", StringComparison.Ordinal) ? SheetXml.Parse(content) : SheetJson.Parse(content);
        return parse switch
        {
            SheetParse.Tree tree => SheetReader.Read(tree.Publication, file.Name, file.Audience),
            SheetParse.Broken broken => new SourceItem.Skipped(file.Name, broken.Reason),
            _ => throw new InvalidOperationException(),
        };
    }

    private static SourceItem OnlyOnce(string file, SourceItem item, Dictionary<string, string> filesByKey)
    {
        if (item is not SourceItem.Read { Document.Key: var key } || filesByKey.TryAdd(key, file))
            return item;
        return new SourceItem.Skipped(file, ServicePublicTexts.Duplicate(key, filesByKey[key]));
    }
}
