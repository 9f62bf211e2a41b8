using Collegue.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Collegue.Pages.Citizen;

/// <summary>Gives a citizen a file that left with a reply to their case; always a download, never one that has not left.</summary>
internal static class CitizenReplyFiles
{
    internal static async Task<Results<FileContentHttpResult, NotFound>> DownloadAsync(
        string token, Guid id, CollegueDb db, HttpContext context, CancellationToken cancellation)
    {
        var found = await (from subject in db.Cases
                           join file in db.ReplyFiles on subject.Id equals file.CaseId
                           where subject.TrackingToken == token && file.Id == id && file.ReplyId != null
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
