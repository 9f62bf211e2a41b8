using Collegue.Api;
using NetEscapades.AspNetCore.SecurityHeaders.Headers.ContentSecurityPolicy;

namespace Collegue.Design;

/// <summary>Headers of every answer: scripts and styles of this site only, with a nonce for inline ones.</summary>
internal static class Protection
{
    public static void UseProtection(this WebApplication app)
    {
        app.UseWhen(http => !IsReference(http), pages => pages.UseSecurityHeaders(Policies(style => style.Self().WithNonce())));

        // Its own script, which has our nonce, writes styles into the elements it makes: nothing else of this site is shown there.
        app.UseWhen(IsReference, reference => reference.UseSecurityHeaders(Policies(style => style.Self().UnsafeInline())));
    }

    private static bool IsReference(HttpContext http) => http.Request.Path.StartsWithSegments(Reference.Path);

    private static HeaderPolicyCollection Policies(Action<StyleSourceDirectiveBuilder> styles) => new HeaderPolicyCollection()
        .AddFrameOptionsDeny()
        .AddContentTypeOptionsNoSniff()
        .AddReferrerPolicyNoReferrer()
        .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
        .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
        .AddStrictTransportSecurityMaxAge()
        .RemoveServerHeader()
        .AddPermissionsPolicyWithDefaultSecureDirectives()
        .AddContentSecurityPolicy(policy =>
        {
            policy.AddDefaultSrc().None();
            policy.AddBaseUri().None();
            policy.AddFormAction().Self();
            policy.AddFrameAncestors().None();
            policy.AddScriptSrc().Self().WithNonce();
            styles(policy.AddStyleSrc());
            policy.AddImgSrc().Self().Data();
            policy.AddFontSrc().Self();
            policy.AddConnectSrc().Self();
            policy.AddManifestSrc().Self();
        });
}
