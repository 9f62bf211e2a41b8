using Collegue.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Citizen;

/// <summary>Gives back a file its citizen joined; always a download, whatever it holds.</summary>
internal static class CitizenFiles
{
    internal static async Task<Results<FileContentHttpResult, NotFound>> DownloadAsync(
        string token, Guid id, CollegueDb db, HttpContext context, CancellationToken cancellation)
    {
        var found = await (from subject in db.Cases
                           join message in db.Messages on subject.Id equals message.CaseId
                           join file in db.Attachments on message.Id equals file.MessageId
                           where subject.TrackingToken == token && file.Id == id
                           select new { file.FileName, file.ContentType, file.Content!.Bytes }).AsNoTracking().SingleOrDefaultAsync(cancellation);
        if (found is null)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers.CacheControl = "no-store, no-cache";
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        return TypedResults.File(found.Bytes, found.ContentType, found.FileName);
    }
}
