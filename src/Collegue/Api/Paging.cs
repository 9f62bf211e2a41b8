using Microsoft.AspNetCore.Http.HttpResults;

namespace Collegue.Api;

/// <summary>Which page of a list was asked.</summary>
internal readonly record struct Paging(int Page, int Size)
{
    public const int UsualSize = 20;
    public const int LargestSize = 100;
    private const int LastPage = 1_000_000;

    public int Skip => (Page - 1) * Size;

    public static (Paging Paging, ProblemHttpResult? Problem) Of(int? page, int? size)
    {
        var asked = new Paging(page ?? 1, size ?? UsualSize);
        return asked.Page is < 1 or > LastPage ? (asked, ApiProblems.Invalid($"page takes a number from 1 to {LastPage}."))
            : asked.Size is < 1 or > LargestSize ? (asked, ApiProblems.Invalid($"page_size takes a number from 1 to {LargestSize}."))
            : (asked, null);
    }
}
