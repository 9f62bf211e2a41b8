using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Collegue.Access;
using Collegue.Pages.Admin.Models;
using Collegue.Pages.Citizen;
using Collegue.Pages.Desk;
using Collegue.Pages.Desk.Assistant;
using Collegue.Pages.Desk.Collections;
using Collegue.Pages.Steering.Deadlines;
using Collegue.Pages.Steering.Mandates;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.WebEncoders;

namespace Collegue.Pages;

/// <summary>Razor Pages: every journey is links and forms; French first, English beside it.</summary>
internal static class ScreensFeature
{
    private static readonly CultureInfo[] Languages = [CultureInfo.GetCultureInfo("fr-FR"), CultureInfo.GetCultureInfo("en-GB")];

    public static void AddScreens(this WebApplicationBuilder builder)
    {
        builder.Services.AddLocalization();

        // French as letters, not as character references: lighter pages; what HTML reserves stays encoded.
        builder.Services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddRazorPages(pages =>
        {
            pages.Conventions.AuthorizeFolder("/Desk", Policies.Desk);
            pages.Conventions.AuthorizeFolder("/Steering", Policies.Steering);
            pages.Conventions.AuthorizeFolder("/Admin", Policies.Administration);
        });
        builder.Services.AddScoped<CitizenPageTools>();
        builder.Services.AddScoped<CaseReader>();
        builder.Services.AddScoped<PreparedReader>();
        builder.Services.AddDesk();
        builder.Services.AddCollections();
        builder.Services.AddMandateScreens();
        builder.Services.AddDeadlineScreens();
        builder.Services.AddScoped<ModelOverview>();
        builder.Services.AddScoped<Admin.Gateway.GatewayOverview>();
        builder.Services.AddAssistant();
        builder.Services.AddAntiforgery(forgery =>
        {
            forgery.Cookie.Name = "collegue.form";
            forgery.Cookie.SameSite = SameSiteMode.Strict;
        });
        builder.Services.Configure<RouteOptions>(routing => (routing.LowercaseUrls, routing.LowercaseQueryStrings) = (true, false));
        builder.Services.Configure<RequestLocalizationOptions>(request =>
        {
            request.DefaultRequestCulture = new RequestCulture(Languages[0]);
            request.SupportedCultures = request.SupportedUICultures = Languages;

            // French unless the person chose otherwise: the French text is the authoritative one.
            request.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = LanguageChoice.Cookie }];
        });
    }

    public static void UseLanguage(this WebApplication app) => app.UseRequestLocalization();

    /// <summary>An unknown page, a refused form or a surprise ends on a page that says what to do.</summary>
    public static void UseScreenErrors(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/status/500", AllowStatusCode404Response = true });
        app.UseStatusCodePagesWithReExecute("/status/{0}");
    }

    public static void MapScreens(this WebApplication app)
    {
        app.MapRazorPages();
        app.MapGet("/language", LanguageChoice.Choose);
        app.MapGet("/citizen/case/{token}/files/{id:guid}", CitizenFiles.DownloadAsync);
        app.MapGet("/citizen/case/{token}/replies/{id:guid}", CitizenReplyFiles.DownloadAsync);
    }
}
