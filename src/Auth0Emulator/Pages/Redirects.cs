namespace Auth0Emulator.Pages;

/// <summary>How a form's post ends: the browser is sent to a page it can load again.</summary>
public static class Redirects
{
    /// <summary>303.</summary>
    public static void SeeOther(this HttpResponse response, string location)
    {
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.Location = location;
    }
}
