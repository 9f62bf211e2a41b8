namespace Collegue.Web.Tests.Citizens;

/// <summary>What citizens do, said once.</summary>
public static class CitizenSteps
{
    public const string Question = "Bonjour, comment refaire ma carte d'identité ? Merci.";

    public static async Task<Screen> WriteAsync(this Visitor visitor, string body = Question, string email = "", params IEnumerable<UploadedFile> files)
    {
        var form = await visitor.OpenAsync("/citizen/write");
        return await visitor.SendAsync(form, "Body", new Dictionary<string, string> { ["Body"] = body, ["Email"] = email }, files);
    }

    /// <summary>Secret part of the link shown on the confirmation.</summary>
    public static string TokenOn(Screen received) => received.Page.QuerySelector(".secret-link a")!.GetAttribute("href")!.Split('/')[^1];

    public static string NumberOn(Screen received) => received.Page.QuerySelector(".big-number")!.TextContent;
}
