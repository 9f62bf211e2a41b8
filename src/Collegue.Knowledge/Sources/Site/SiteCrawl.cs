using System.Runtime.CompilerServices;
using Collegue.Knowledge.Reading;

namespace Collegue.Knowledge.Sources.Site;

/// <summary>One reading of a site, from robots.txt to the pages that were known and that no link leads to any more.</summary>
internal sealed class SiteCrawl(
    SiteAddress start, SiteScope scope, SiteMemory memory, SiteHttp http, SiteReader reader, SiteOptions options, TimeProvider clock)
{
    private const int MostHops = 5;
    private const int MostFailures = 10;
    private readonly SiteFrontier frontier = new(scope, options.MaxDepth);
    private readonly SiteShelf shelf = new(start.Uri);
    private readonly SiteHeldPages held = new();
    private readonly long started = clock.GetTimestamp();
    private RobotsFile robots = RobotsFile.Open;
    private int asked;
    private int failures;

    private string? Bound =>
        asked >= options.MaxPages ? SiteTexts.PageBound(options.MaxPages)
        : clock.GetElapsedTime(started).TotalMinutes >= options.MaxMinutes ? SiteTexts.TimeBound(options.MaxMinutes)
        : null;

    public async IAsyncEnumerable<SourceItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        robots = await new SiteRobots(http, scope, start.Uri).ReadAsync(cancellation).ConfigureAwait(false);
        if (!robots.Allows(start.Uri))
            throw new InvalidDataException(SiteTexts.NoStartAllowed(start.Uri));
        http.SlowTo(robots.Delay);
        frontier.Add(new SiteStep(start, 0));
        var maps = new SiteMaps(http, scope, start.Uri);
        foreach (var page in await maps.ReadAsync(robots.Sitemaps, options.MaxPages * 2, cancellation).ConfigureAwait(false))
            frontier.Add(new SiteStep(page, 1));
        await foreach (var item in WalkAsync(cancellation).ConfigureAwait(false))
            yield return item;
        // A page may still answer although nothing leads to it any more: only its server can say that it is gone.
        foreach (var known in memory.Documents().Where(known => !frontier.Saw(known)))
            frontier.Add(new SiteStep(known, options.MaxDepth));
        await foreach (var item in WalkAsync(cancellation).ConfigureAwait(false))
            yield return item;
        foreach (var item in held.All().SelectMany(Settle).Concat(Ending()))
            yield return item;
    }

    private async IAsyncEnumerable<SourceItem> WalkAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        while (Bound is null && frontier.TryNext(out var step))
        {
            foreach (var item in await VisitAsync(step, cancellation).ConfigureAwait(false))
                yield return item;
            foreach (var item in held.WaitingFor(step.Address).SelectMany(Settle))
                yield return item;
        }
    }

    private async Task<IEnumerable<SourceItem>> VisitAsync(SiteStep step, CancellationToken cancellation)
    {
        if (!robots.Allows(step.Address.Uri))
        {
            memory.Forget(step.Address);
            return [];
        }
        asked++;
        var memo = memory.Find(step.Address);
        var answer = await http.GetAsync(step.Address.Uri, memo?.Validators ?? SiteValidators.None, cancellation).ConfigureAwait(false);
        failures = answer is SiteAnswer.Failed ? failures + 1 : 0;
        if (failures >= MostFailures)
            throw new IOException(SiteTexts.Down(failures));
        return answer switch
        {
            SiteAnswer.Content content => await ContentAsync(step, content, cancellation).ConfigureAwait(false),
            SiteAnswer.Unchanged when memo is not null => Same(step, memo),
            SiteAnswer.Moved moved => Moved(step, moved, memo),
            SiteAnswer.Absent absent => Absent(step, SiteTexts.Status(absent.Status)),
            SiteAnswer.Failed failed => Failed(step, failed.Reason, memo),
            _ => Failed(step, SiteTexts.Status(304), memo),
        };
    }

    private IEnumerable<SourceItem> Same(SiteStep step, SiteMemo memo)
    {
        Follow(step, memo);
        return memo.Document is { } document && shelf.Take(document) ? [new SourceItem.Read(document)] : [];
    }

    private async Task<IEnumerable<SourceItem>> ContentAsync(SiteStep step, SiteAnswer.Content content, CancellationToken cancellation)
    {
        switch (await reader.ReadAsync(step.Address.Uri, content, cancellation).ConfigureAwait(false))
        {
            case SiteRead.Page { Value: var page }:
                frontier.Follow(page.Links, step.Depth + 1);
                return Page(step, content, page);
            case SiteRead.File { Value: FileReading.Text text } when !content.Robots.Contains("noindex", StringComparison.OrdinalIgnoreCase):
                return Give(new SitePending(step, content.Validators, [], SiteDocument.Of(step.Address, text, null, content.Modified)));
            case SiteRead.File { Value: FileReading.Refused refused }:
                return [new SourceItem.Skipped(step.Address.Key, refused.Reason)];
            default:
                memory.Forget(step.Address);
                return [];
        }
    }

    private IEnumerable<SourceItem> Page(SiteStep step, SiteAnswer.Content content, SitePage page)
    {
        if (!page.IsIndexed || page.Text is not FileReading.Text text)
        {
            memory.Forget(step.Address);
            return [];
        }
        var pending = new SitePending(step, content.Validators, page.Links, SiteDocument.Of(step.Address, text, page.Description, page.Updated));
        if (page.Canonical is not { } canonical || canonical.Key == step.Address.Key || !scope.Holds(canonical.Uri) || pending.Document is null)
            return Give(pending);
        return held.Hold(canonical, pending, frontier) ? [] : Settle((canonical, pending));
    }

    private IEnumerable<SourceItem> Settle((SiteAddress Canonical, SitePending Pending) page)
    {
        if (!shelf.StandsFor(page.Canonical, page.Pending.Document!))
            return Give(page.Pending with { Validators = SiteValidators.None });
        memory.Forget(page.Pending.Step.Address);
        return [];
    }

    private IEnumerable<SourceItem> Give(SitePending pending)
    {
        if (pending.Document is { } document && !shelf.Take(document))
        {
            // The same text as another: asked again each time, for the other may go.
            memory.Forget(pending.Step.Address);
            return [];
        }
        memory.Keep(pending.Step.Address, new SiteMemo(
            SiteMemory.Reader, pending.Step.Address.Uri, pending.Validators, [.. pending.Links.Select(link => link.Uri)], pending.Document));
        return pending.Document is null ? [] : [new SourceItem.Read(pending.Document)];
    }

    private IEnumerable<SourceItem> Moved(SiteStep step, SiteAnswer.Moved moved, SiteMemo? memo)
    {
        var isInside = moved.Target is { } target && scope.Holds(target.Uri);
        if (!isInside && step.Address == start)
            throw new InvalidDataException(SiteTexts.StartElsewhere(start.Uri, moved.Target?.Uri));
        if (isInside && step.Hops >= MostHops)
            return Failed(step, SiteTexts.Circle, memo);
        if (isInside)
            frontier.Add(new SiteStep(moved.Target!, step.Depth, step.Hops + 1));
        if (memo?.Document is not null && !moved.ForGood && moved.Target?.Key != step.Address.Key)
            return [new SourceItem.Skipped(step.Address.Key, SiteTexts.MovedForNow)];
        memory.Forget(step.Address);
        return isInside ? [] : [new SourceItem.Gone(step.Address.Key, SiteTexts.Elsewhere)];
    }

    private IEnumerable<SourceItem> Absent(SiteStep step, string reason)
    {
        if (step.Address == start)
            throw new InvalidDataException(SiteTexts.NoStart(start.Uri, reason));
        memory.Forget(step.Address);
        return [new SourceItem.Gone(step.Address.Key, reason)];
    }

    private IEnumerable<SourceItem> Failed(SiteStep step, string reason, SiteMemo? memo)
    {
        if (step.Address == start)
            throw new IOException(SiteTexts.NoStart(start.Uri, reason));
        Follow(step, memo);
        return [new SourceItem.Skipped(step.Address.Key, reason)];
    }

    private void Follow(SiteStep step, SiteMemo? memo) =>
        frontier.Follow((memo?.Links ?? []).Select(SiteAddress.Of).OfType<SiteAddress>(), step.Depth + 1);

    /// <summary>What was not asked for, and why; what is known of it stays.</summary>
    private IEnumerable<SourceItem> Ending()
    {
        if (Bound is { } bound && frontier.Waiting > 0)
        {
            yield return new SourceItem.Gone(start.Uri.AbsoluteUri, SiteTexts.LeftOut(frontier.Waiting, bound));
            while (frontier.TryNext(out var step))
            {
                if (memory.Find(step.Address)?.Document is not null)
                    yield return new SourceItem.Skipped(step.Address.Key, SiteTexts.Unfinished);
            }
        }
        if (frontier.TooDeep > 0)
            yield return new SourceItem.Gone(start.Uri.AbsoluteUri, SiteTexts.LeftOut(frontier.TooDeep, SiteTexts.DepthBound(options.MaxDepth)));
        foreach (var (shape, left) in frontier.Endless)
            yield return new SourceItem.Gone(start.Uri.Host + shape, SiteTexts.Endless(left));
    }
}
