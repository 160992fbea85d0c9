using ComplianceConsole.Documents.Pdf;

namespace ComplianceConsole.Documents.Layout;

/// <summary>Leads flows down the pages and turns the page where it must.</summary>
/// <param name="newPage">Begins a page, given whether it is the first.</param>
internal sealed class Paginator(Func<bool, PdfContent> newPage)
{
    private PdfContent _page = newPage(arg: true);
    private double _y = Sheet.FirstTop;
    private bool _atTop = true;

    /// <summary>Places all flows. What is to be kept with the next one is taken together with it.</summary>
    public void Place(IEnumerable<Flow> flows)
    {
        var kept = new List<Flow>();
        foreach (var flow in flows)
        {
            kept.Add(flow);
            if (!flow.KeepWithNext)
            {
                PlaceTogether(kept);
                kept.Clear();
            }
        }

        PlaceTogether(kept);
    }

    private void PlaceTogether(List<Flow> group)
    {
        var need = group.Sum(flow => flow.GapBefore + flow.MinHeight);
        if (!_atTop && need > Sheet.Bottom - _y)
        {
            Turn();
        }

        foreach (var flow in group)
        {
            Place(flow);
        }
    }

    private void Place(Flow flow)
    {
        for (Flow? rest = flow; rest is not null; )
        {
            var gap = _atTop ? 0 : rest.GapBefore;
            var placed = rest.Place(_page, _y + gap, Sheet.Bottom - _y - gap, _atTop);
            if (placed.Height > 0)
            {
                _y += gap + placed.Height;
                _atTop = false;
            }
            else if (placed.Rest is not null && _atTop)
            {
                throw new InvalidOperationException("A part of the document is taller than a page and cannot be divided.");
            }

            rest = placed.Rest;
            if (rest is not null)
            {
                Turn();
            }
        }
    }

    private void Turn()
    {
        _page = newPage(arg: false);
        _y = Sheet.Top;
        _atTop = true;
    }
}
