using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Anomaly.Dashboard.Ui.Shared;

/// <summary>
/// The connection of one browser. What is rendered while it is lost waits for it; what is sent to a script does not, and has to be
/// sent again once it is back.
/// </summary>
public sealed class CircuitConnection : CircuitHandler
{
    private bool _lost;

    /// <summary>Raised where the connection is back after it was lost; handlers must return quickly.</summary>
    public event Action? Reconnected;

    /// <inheritdoc/>
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _lost = true;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_lost)
        {
            _lost = false;
            Reconnected?.Invoke();
        }

        return Task.CompletedTask;
    }
}
