namespace Collegue.Knowledge.Sources.ServicePublic;

/// <summary>Fetches archives to disk: all of them, or the reason why one could not be had.</summary>
internal sealed class ArchiveDownload(HttpClient http, string workFolder, ServicePublicOptions options)
{
    /// <returns>The files, in the order of the addresses, or the problem.</returns>
    public async Task<(IReadOnlyList<string> Files, string? Problem)> FetchAsync(
        IReadOnlyList<string> addresses, IProgress<string>? progress, CancellationToken cancellation)
    {
        var reached = await Task.WhenAll(addresses.Select(address => ReachAsync(address, cancellation))).ConfigureAwait(false);
        try
        {
            if (reached.FirstOrDefault(answer => answer.Problem is not null).Problem is { } unreachable)
                return ([], unreachable);
            Directory.CreateDirectory(workFolder);
            var files = new List<string>();
            for (var index = 0; index < addresses.Count; index++)
            {
                progress?.Report(ServicePublicTexts.Downloading(addresses[index]));
                var file = Path.Combine(workFolder, FileName(addresses[index], index));
                if (await SaveAsync(reached[index].Response!, addresses[index], file, cancellation).ConfigureAwait(false) is { } problem)
                    return ([], problem);
                files.Add(file);
            }
            return (files, null);
        }
        finally
        {
            foreach (var (response, _) in reached)
                response?.Dispose();
        }
    }

    private async Task<(HttpResponseMessage? Response, string? Problem)> ReachAsync(string address, CancellationToken cancellation)
    {
        var within = TimeSpan.FromSeconds(options.ReachSeconds);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(within);
        try
        {
            var response = await http.GetAsync(new Uri(address), HttpCompletionOption.ResponseHeadersRead, limited.Token).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
                return (response, null);
            response.Dispose();
            return (null, ServicePublicTexts.Refused(address, (int)response.StatusCode));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, ServicePublicTexts.NotReached(address, within));
        }
        catch (HttpRequestException)
        {
            return (null, ServicePublicTexts.Broken(address));
        }
    }

    private async Task<string?> SaveAsync(HttpResponseMessage response, string address, string file, CancellationToken cancellation)
    {
        var limit = options.MaxDownloadMegabytes * 1024L * 1024L;
        var within = TimeSpan.FromSeconds(options.DownloadSeconds);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(within);
        try
        {
            await using var content = await response.Content.ReadAsStreamAsync(limited.Token).ConfigureAwait(false);
            await using var target = File.Create(file);
            var buffer = new byte[128 * 1024];
            for (int read; (read = await content.ReadAsync(buffer, limited.Token).ConfigureAwait(false)) > 0;)
            {
                if (target.Position + read > limit)
                    return ServicePublicTexts.DownloadTooLarge(address, limit);
                await target.WriteAsync(buffer.AsMemory(0, read), limited.Token).ConfigureAwait(false);
            }
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ServicePublicTexts.NotReached(address, within);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            return ServicePublicTexts.Broken(address);
        }
    }

    /// <summary>Named by us, not by the server; the same name each time, so that nothing piles up.</summary>
    private static string FileName(string address, int index) =>
        $"download-{index + 1}-{SheetAudience.InPath(new Uri(address).AbsolutePath) ?? "sheets"}";
}
