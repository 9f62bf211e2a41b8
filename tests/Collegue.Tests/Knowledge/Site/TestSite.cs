using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Collegue.Knowledge.Sources;
using Collegue.Knowledge.Sources.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Collegue.Tests.Knowledge.Site;

/// <summary>A website on the loopback that serves what a test put on it, and remembers what was asked for.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, RequestDelegate> pages = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> asked = new();
    private readonly DirectoryInfo memory = Directory.CreateTempSubdirectory("collegue-site-");
    private readonly WebApplication app;

    private TestSite(WebApplication app) => this.app = app;

    public Uri Root => new(app.Urls.First() + "/");

    /// <summary>Each path asked for, with "304" when the answer was that nothing changed.</summary>
    public IReadOnlyList<string> Asked => [.. asked];

    public SiteOptions Options { get; init; } = new() { DelayMilliseconds = 0, RequestSeconds = 30 };

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public static async Task<TestSite> StartAsync(SiteOptions? options = null, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var site = new TestSite(app) { Options = options ?? new() { DelayMilliseconds = 0, RequestSeconds = 30 }, Clock = clock ?? TimeProvider.System };
        app.Run(site.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return site;
    }

    public TestSite With(string path, RequestDelegate answer)
    {
        pages[path] = answer;
        return this;
    }

    /// <summary>A page with a menu and a footer around its content.</summary>
    public TestSite Page(string path, string content, string head = "", string? etag = null) =>
        With(path, Html($"<html><head><title>Commune</title>{head}</head><body><div class='menu'><a href='/'>Accueil</a> Menu de tous</div>"
            + $"<main>{content}</main><footer>Mentions légales</footer></body></html>", etag));

    public TestSite File(string path, string type, byte[] content) => With(path, http =>
    {
        http.Response.ContentType = type;
        return http.Response.Body.WriteAsync(content).AsTask();
    });

    public TestSite Text(string path, string text) => File(path, "text/plain", Encoding.UTF8.GetBytes(text));

    public TestSite Status(string path, int status) => With(path, http =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    public TestSite Redirect(string path, string target, int status = 301) => With(path, http =>
    {
        http.Response.StatusCode = status;
        http.Response.Headers.Location = target;
        return Task.CompletedTask;
    });

    public TestSite Without(string path)
    {
        pages.TryRemove(path, out _);
        return this;
    }

    public void ForgetAsked() => asked.Clear();

    public Task StopAsync() => app.StopAsync(TestContext.Current.CancellationToken);

    public ISource Open(string? start = null) =>
        Assert.IsType<SiteOpening.Opened>(new SiteLocator(memory.FullName, Options, Clock).Open(start ?? Root.AbsoluteUri)).Source;

    public async Task<List<SourceItem>> ReadAsync(string? start = null)
    {
        var items = new List<SourceItem>();
        await foreach (var item in Open(start).ReadAsync(TestContext.Current.CancellationToken))
            items.Add(item);
        return items;
    }

    public async Task<Dictionary<string, SourceDocument>> DocumentsAsync() =>
        (await ReadAsync()).OfType<SourceItem.Read>().ToDictionary(item => item.Document.Key[Root.Authority.Length..], item => item.Document);

    public string Key(string path) => Root.Authority + path;

    public static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    public static RequestDelegate Html(string html, string? etag = null) => async http =>
    {
        if (etag is not null)
        {
            http.Response.Headers.ETag = etag;
            if (http.Request.Headers.IfNoneMatch == etag)
            {
                http.Response.StatusCode = 304;
                return;
            }
        }
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(html);
    };

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        memory.Delete(recursive: true);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path + http.Request.QueryString;
        if (pages.TryGetValue(path, out var answer) || pages.TryGetValue("*", out answer))
            await answer(http);
        else
            http.Response.StatusCode = 404;
        asked.Enqueue(http.Response.StatusCode == 304 ? path + " 304" : path);
    }
}
