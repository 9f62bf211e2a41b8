namespace Collegue.Pages.Admin.Gateway;

/// <summary>Marks the texts of the pages about the gateway.</summary>
public sealed class GatewayTexts;
