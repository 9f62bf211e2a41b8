using Collegue.Knowledge.Reading;

namespace Collegue.Knowledge.Sources.Site;

/// <summary>Asks for robots.txt. None means that everything may be read; one that does not answer means that nothing may.</summary>
internal sealed class SiteRobots(SiteHttp http, SiteScope scope, Uri start)
{
    private const int MostHops = 5;
    private const int Longest = 500 * 1024;

    public async Task<RobotsFile> ReadAsync(CancellationToken cancellation)
    {
        var address = SiteAddress.Of(start, "/robots.txt");
        for (var hops = 0; address is not null && scope.Holds(address.Uri) && hops <= MostHops; hops++)
        {
            switch (await http.GetAsync(address.Uri, SiteValidators.None, cancellation).ConfigureAwait(false))
            {
                case SiteAnswer.Content content:
                    var text = TextDecoding.Decode(content.Body) ?? "";
                    return RobotsFile.Parse(text[..Math.Min(text.Length, Longest)]);
                case SiteAnswer.Moved moved:
                    address = moved.Target;
                    break;
                case SiteAnswer.Failed failed:
                    throw new IOException(SiteTexts.NoRobots(failed.Reason));
                default:
                    return RobotsFile.Open;
            }
        }
        return RobotsFile.Open;
    }
}
