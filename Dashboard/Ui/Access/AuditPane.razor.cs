using Anomaly.Dashboard.Changes;
using Anomaly.Dashboard.Ui.Notifications;
using Anomaly.Storage.Access;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Access;

/// <summary>The audit log, the newest first. Read when the page opens and when the reader asks.</summary>
public sealed partial class AuditPane : IDisposable
{
    private const int PageSize = 50;

    private PageCalls _calls = null!;
    private List<AuditEntry>? _entries;
    private long? _after, _next;

    [Inject] private AuditLog Audit { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private ILogger<AuditPane> Logger { get; set; } = null!;

    public void Dispose() => _calls.Dispose();

    protected override Task OnInitializedAsync()
    {
        _calls = new PageCalls(Time, Logger);
        return ReadAsync(null);
    }

    private Task<bool> ReadAsync(long? after) => _calls.TryAsync(async cancellationToken =>
    {
        var found = await Audit.ListAsync(new AuditQuery { After = after, Limit = PageSize + 1 }, cancellationToken);
        _entries = [.. found.Take(PageSize)];
        (_after, _next) = (after, found.Count > PageSize ? _entries[^1].Id : null);
    });
}
