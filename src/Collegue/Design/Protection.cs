namespace Collegue.Design;

/// <summary>Headers of every answer: scripts and styles of this site only, with a nonce for inline ones.</summary>
internal static class Protection
{
    public static void UseProtection(this WebApplication app)
    {
        var policies = new HeaderPolicyCollection()
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
                policy.AddStyleSrc().Self().WithNonce();
                policy.AddImgSrc().Self().Data();
                policy.AddFontSrc().Self();
                policy.AddConnectSrc().Self();
                policy.AddManifestSrc().Self();
            });
        app.UseSecurityHeaders(policies);
    }
}
