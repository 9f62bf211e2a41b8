namespace Collegue.Knowledge.Indexing;

/// <summary>An index held open for one search, with the rights that go with it.</summary>
internal sealed class IndexLease(IndexSnapshot snapshot, Catalogue catalogue) : IDisposable
{
    private bool _released;

    public IndexSnapshot Snapshot => snapshot;
    public Catalogue Catalogue => catalogue;

    public void Dispose()
    {
        if (!_released)
        {
            _released = true;
            snapshot.Release();
        }
    }
}
