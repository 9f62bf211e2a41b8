using Collegue.Access;
using Collegue.Api;
using Collegue.Design;
using Collegue.Gateway;
using Collegue.Gateway.Calling;
using Collegue.Mcp;
using Collegue.Pages;
using Collegue.Workers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Collegue;

internal sealed record ServeSettings(string DataDirectory, string Urls, bool Demo);

/// <summary>Builds the web program: one line registers a feature, one maps it.</summary>
internal static class Serving
{
    public static async Task<WebApplication> BuildAsync(
        ServeSettings settings, CancellationToken cancellation, Action<WebApplicationBuilder>? adapt = null)
    {
        var data = DataDirectory.Open(settings.DataDirectory);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Serving).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = "wwwroot",
        });
        builder.Configuration.AddProductConfiguration(data);
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 40_000_000;

            // Who sends more slowly holds a connection for nothing. The server's own defaults, said here because we rely on them.
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(30);
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        });
        builder.WebHost.UseSockets(sockets =>
        {
            // What a socket hands over is not handed over again before it is known what is asked (UseModelCalls).
            sockets.UnsafePreferInlineScheduling = true;
            sockets.WaitForDataBeforeAllocatingBuffer = false;
        });
        builder.Host.UseDefaultServiceProvider(provider => (provider.ValidateOnBuild, provider.ValidateScopes) = (true, true));
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(LogLevel.Warning)
            // The keys are in the database, which only the service account reads; an administrator may encrypt the disk.
            .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error)
            // A form sent twice at once is refused by the database and then recognised; what is a surprise is logged where it is caught.
            .AddFilter("Microsoft.EntityFrameworkCore.Update", LogLevel.None)
            // Would begin a trace nobody reads for each request; what goes wrong is logged where it is caught, and by Kestrel.
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            // It quotes what programs send; tools log their own failures.
            .AddFilter("ModelContextProtocol", LogLevel.None)
            .AddConfiguration(builder.Configuration.GetSection("Logging"));

        builder.Services.AddProduct(builder.Configuration, data);
        builder.AddAccess(settings.Demo);
        builder.AddScreens();
        builder.AddApi();
        builder.AddGateway();
        builder.AddMcp();
        builder.AddWorkers();
        adapt?.Invoke(builder);

        var app = builder.Build();
        await app.Services.MigrateAsync(cancellation);
        await app.SeedDemoAsync(cancellation);

        app.UseModelCalls();
        app.UseProtection();
        app.UseOrganisationFromPath();
        app.UseScreenErrors();
        app.UseApiErrors();
        app.UseGatewayErrors();
        app.UseMcpErrors();
        app.UseStaticFiles();
        app.UseRouting();
        app.UseLanguage();
        app.UseRateLimiter();
        app.UseAccess();
        app.MapScreens();
        app.MapApi();
        app.MapGateway();
        app.MapProgramTools();
        return app;
    }

    /// <summary>Says where the product answers and how to sign in, on a terminal.</summary>
    public static void Announce(WebApplication app, TextWriter terminal)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        terminal.WriteLine();
        terminal.WriteLine($"  Collègue answers at  {string.Join("  ", addresses)}");
        terminal.WriteLine($"  Citizens write at    {addresses.FirstOrDefault()}/");
        terminal.WriteLine($"  Agents sign in at    {addresses.FirstOrDefault()}/desk");
        DemoMode.Announce(app.Services, terminal);
        terminal.WriteLine("  Stop with Ctrl-C.");
        terminal.WriteLine();
    }
}
