using System.Data.Common;
using System.Net.Sockets;
using Anomaly.Dashboard.Access;
using Anomaly.Storage.Schema;
using Microsoft.AspNetCore.Diagnostics;

namespace Anomaly.Dashboard.Api.Problems;

/// <summary>Turns exceptions into answers that tell nothing of the inside.</summary>
internal sealed class FailureHandler(ILogger<FailureHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
            return true;

        var problem = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } bad => ApiProblem.TooLarge(bad.Message),
            BadHttpRequestException bad => ApiProblem.Invalid(new Dictionary<string, string[]>(), bad.Message),
            NotAllowedException refused => ApiProblem.Forbidden(refused.Message),
            _ when IsStorageAway(exception) => ApiProblem.Unavailable(httpContext, "The database cannot be reached; try again."),
            _ when IsClusterAway(exception) => ApiProblem.Unavailable(httpContext, "The cluster did not answer in time; try again."),
            _ => null,
        };

        if (problem is null)
        {
            logger.RequestFailed(exception, httpContext.Request.Method, httpContext.Request.Path);
            problem = ApiProblem.Failed();
        }
        else if (problem.StatusCode == StatusCodes.Status503ServiceUnavailable)
        {
            logger.RequestRefused(httpContext.Request.Method, httpContext.Request.Path, exception.Message);
        }

        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private static bool IsStorageAway(Exception exception) => exception switch
    {
        StorageException => true,
        // A statement that the database answered with an error has a SQLSTATE; that is a fault, unless the driver calls it passing.
        DbException database => database.IsTransient || database.SqlState is null,
        SocketException => true,
        _ => false,
    };

    private static bool IsClusterAway(Exception exception) => exception is OrleansException or TimeoutException;
}
